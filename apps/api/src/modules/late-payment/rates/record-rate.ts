import { Injectable } from '@nestjs/common';
import { addDays, dayIn, localDate, type LocalDate } from '@invoicetracker/calendar';
import {
  compareRationals,
  firstDayOfHalfYear,
  parseDecimal,
  SHIPPED_RATES,
  tableOf,
} from '@invoicetracker/interest';

import { Clock } from '../../../platform/clock/clock.js';
import { DomainError, Invalid } from '../../../platform/http/domain-error.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import { auditInstance } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import {
  addingBy,
  addRates,
  takeTurn,
  type NewExchangeRate,
  type NewReferenceRate,
} from './add-rates.js';
import { PUBLISHERS, type RateTableId } from './rate-tables.js';
import { storedExchangeRates, storedReferenceRates } from './stored-rates.js';

/** Rates are announced weeks before they hold, not years. */
const AHEAD_DAYS = 200;
const FIRST_DAY = localDate('2000-01-01');

/** Adds one published figure that somebody has looked up, in front of whatever stands for its day. */
@Injectable()
export class RecordRate {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws Invalid naming the field; DomainError `rate-known` where the same figure is there already */
  async reference(actor: Actor, row: NewReferenceRate & { percent: string }): Promise<void> {
    const at = this.clock.wallNow();
    requireSensibleDay('validFrom', row.validFrom, this.clock.now());
    const { name, moves } = tableOf(SHIPPED_RATES, row.table);
    if (moves === 'half-years' && row.validFrom !== firstDayOfHalfYear(row.validFrom)) {
      throw wrong('validFrom', `the ${name} begins on 1 January or 1 July`);
    }
    requireBetween('annualPercent', row.percent, '-5', '50');
    await this.tenancy.asInstance(async (tx) => {
      await takeTurn(tx);
      const known = (await storedReferenceRates(tx)).find(
        (each) => each.table === row.table && each.validFrom === row.validFrom,
      );
      requireNew(known?.percent, row.percent);
      await addRates(tx, addingBy(actor, at), [row], []);
      await auditInstance(tx, at, {
        actor,
        action: 'rate.added',
        objectKind: 'rate',
        objectId: row.table,
        after: { validFrom: row.validFrom, annualPercent: row.percent, source: row.source },
      });
    });
  }

  /** @throws as `reference` */
  async exchange(actor: Actor, row: NewExchangeRate): Promise<void> {
    const at = this.clock.wallNow();
    requireSensibleDay('on', row.on, this.clock.now());
    if (row.from === PUBLISHERS[row.publisher]) throw wrong('currency', 'is the bank’s own');
    requireBetween('rate', row.rate, '0.0001', '100000');
    await this.tenancy.asInstance(async (tx) => {
      await takeTurn(tx);
      const { publisher, from, on } = row;
      const known = (await storedExchangeRates(tx)).find(
        (each) => each.publisher === publisher && each.from === from && each.on === on,
      );
      requireNew(known?.rate, row.rate);
      await addRates(tx, addingBy(actor, at), [], [row]);
      await auditInstance(tx, at, {
        actor,
        action: 'rate.added',
        objectKind: 'rate',
        objectId: `${publisher} ${from}`,
        after: { on, rate: row.rate, source: row.source },
      });
    });
  }

  /**
   * Takes back what was added for a day; what comes with the product stands again.
   *
   * @param reason kept beside it
   * @throws DomainError `rate-unknown` where nothing was added
   */
  async takeBack(
    actor: Actor,
    table: RateTableId,
    validFrom: LocalDate,
    reason: string,
  ): Promise<void> {
    const at = this.clock.wallNow();
    await this.tenancy.asInstance(async (tx) => {
      await takeTurn(tx);
      const known = (await storedReferenceRates(tx)).find(
        (each) => each.table === table && each.validFrom === validFrom,
      );
      if (known === undefined) {
        throw new DomainError('conflict', 'rate-unknown', 'Nothing was added for this day.');
      }
      const row = { table, validFrom, percent: null, source: reason };
      await addRates(tx, addingBy(actor, at), [row], []);
      await auditInstance(tx, at, {
        actor,
        action: 'rate.taken-back',
        objectKind: 'rate',
        objectId: table,
        after: { validFrom, reason },
      });
    });
  }
}

function requireSensibleDay(field: string, day: LocalDate, now: Date): void {
  if (day < FIRST_DAY) throw wrong(field, `is before ${FIRST_DAY}`);
  const last = addDays(dayIn('UTC', now), AHEAD_DAYS);
  if (day > last) throw wrong(field, `is after ${last}: nobody can know it yet`);
}

function requireBetween(field: string, text: string, lowest: string, highest: string): void {
  const value = parseDecimal(text);
  const isBetween =
    compareRationals(value, parseDecimal(lowest)) >= 0 &&
    compareRationals(value, parseDecimal(highest)) <= 0;
  if (!isBetween) throw wrong(field, `is not between ${lowest} and ${highest}`);
}

function requireNew(known: ReturnType<typeof parseDecimal> | undefined, text: string): void {
  if (known === undefined || compareRationals(known, parseDecimal(text)) !== 0) return;
  throw new DomainError('conflict', 'rate-known', 'This figure is there already.');
}

function wrong(field: string, message: string): Invalid {
  return new Invalid('invalid-rate', `Check this field: ${field} ${message}.`, [
    { field, code: 'invalid', message },
  ]);
}
