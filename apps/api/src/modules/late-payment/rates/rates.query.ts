import { Injectable } from '@nestjs/common';
import { addDays, dayIn, daysBetween, type LocalDate } from '@invoicetracker/calendar';
import {
  decimalText,
  percentText,
  SHIPPED_RATES,
  tableOf,
  type ExchangeRate,
  type RateTable,
} from '@invoicetracker/interest';

import { Clock } from '../../../platform/clock/clock.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { RatesReader } from '../contract/rates-reader.js';
import { PUBLISHERS, RATE_TABLES, type Publisher, type RateTableId } from './rate-tables.js';
import type {
  ExchangeRateFilter,
  ExchangeRatePage,
  ExchangeRateView,
  RateLookView,
  RateRowView,
  RatesView,
  RateTableView,
} from './rates.dto.js';
import {
  latestLooks,
  storedExchangeRates,
  storedReferenceRates,
  type AddedHow,
  type LatestLook,
  type StoredReferenceRate,
} from './stored-rates.js';

const PAGE = 50;

/** What is known of rates, where each figure comes from, and what will be missing next. */
@Injectable()
export class RatesQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly reader: RatesReader,
  ) {}

  async show(): Promise<RatesView> {
    const { rates, exchange } = await this.reader.inForce();
    const { stored, looks, names } = await this.added();
    const today = dayIn('UTC', this.clock.now());
    const tables = RATE_TABLES.map((id) => {
      const own = stored.filter((row) => row.table === id);
      return tableView(id, tableOf(rates, id), own, names, looks.get(id), today);
    });
    const feeds = Object.entries(PUBLISHERS).map(([publisher, currency]) => ({
      publisher: publisher as Publisher,
      currency,
      newestOn: newestEuro([...exchange.values()], publisher),
      look: lookView(looks.get(`${publisher.toLowerCase()}-mid`)),
    }));
    return { tables, exchange: feeds };
  }

  /** Exchange rates, newest day first; a page ends with a whole day. */
  async exchange(filter: ExchangeRateFilter): Promise<ExchangeRatePage> {
    const { publisher, currency, before, limit = PAGE } = filter;
    const { exchange } = await this.reader.inForce();
    const addedHow = await this.tenancy.withoutScope(async (tx) => {
      const stored = await storedExchangeRates(tx);
      return new Map(stored.map((rate) => [keyOf(rate), rate.addedHow]));
    });
    const found = [...exchange.values()]
      .filter((rate) => publisher === undefined || rate.publisher === publisher)
      .filter((rate) => currency === undefined || rate.from === currency)
      .filter((rate) => before === undefined || rate.on < before)
      .sort(byDayDown);
    const last = found[limit - 1]?.on;
    const items = last === undefined ? found : found.filter((rate) => rate.on >= last);
    return {
      items: items.map((rate) => exchangeView(rate, addedHow.get(keyOf(rate)))),
      nextCursor: items.length < found.length ? last! : null,
    };
  }

  private added() {
    return this.tenancy.withoutScope(async (tx) => {
      const stored = await storedReferenceRates(tx);
      const ids = stored.flatMap((row) => (row.addedBy === null ? [] : [row.addedBy]));
      const people = await tx.query<{ id: string; name: string }>(
        'select id, name from system_user_names($1::uuid[])',
        [[...new Set(ids)]],
      );
      const names = new Map(people.map(({ id, name }) => [id, name]));
      return { stored, looks: await latestLooks(tx), names };
    });
  }
}

function tableView(
  id: RateTableId,
  table: RateTable,
  stored: readonly StoredReferenceRate[],
  names: ReadonlyMap<string, string>,
  look: LatestLook | undefined,
  today: LocalDate,
): RateTableView {
  const added = new Map(stored.map((row) => [row.validFrom, row]));
  const missingFrom = addDays(table.knownThrough, 1);
  return {
    table: id,
    name: tableOf(SHIPPED_RATES, id).name,
    moves: table.moves,
    knownThrough: table.knownThrough,
    confirmedThrough: table.confirmedThrough,
    missingFrom,
    daysLeft: missingFrom > today ? daysBetween(today, missingFrom) : null,
    rows: table.rows.toReversed().map((row): RateRowView => {
      const own = added.get(row.validFrom);
      return {
        validFrom: row.validFrom,
        annualPercent: percentText(row.percent),
        source: row.source,
        origin: own?.addedHow ?? 'product',
        addedBy: (own?.addedBy != null && names.get(own.addedBy)) || null,
        addedAt: own?.addedAt.toISOString() ?? null,
      };
    }),
    look: lookView(look),
  };
}

function lookView(look: LatestLook | undefined): RateLookView | null {
  if (look === undefined) return null;
  const { lookedAt, outcome, problem, added, findings, agreedOn } = look;
  return {
    lookedAt: lookedAt.toISOString(),
    outcome,
    problem,
    added,
    findings: [...findings],
    agreedOn,
  };
}

function newestEuro(rates: readonly ExchangeRate[], publisher: string): LocalDate | null {
  const days = rates
    .filter((rate) => rate.publisher === publisher && rate.from === 'EUR')
    .map((rate) => rate.on);
  return days.sort().at(-1) ?? null;
}

function exchangeView(rate: ExchangeRate, addedHow: AddedHow | undefined): ExchangeRateView {
  return {
    publisher: rate.publisher as Publisher,
    currency: rate.from,
    into: rate.to,
    on: rate.on,
    rate: decimalText(rate.rate, 8).replace(/0{1,4}$/, ''),
    source: rate.source,
    origin: addedHow ?? 'product',
  };
}

function keyOf({ publisher, from, on }: ExchangeRate): string {
  return `${publisher} ${from} ${on}`;
}

function byDayDown(left: ExchangeRate, right: ExchangeRate): number {
  if (left.on !== right.on) return left.on < right.on ? 1 : -1;
  return keyOf(left) < keyOf(right) ? -1 : 1;
}
