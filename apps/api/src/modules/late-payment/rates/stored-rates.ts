import type { LocalDate } from '@invoicetracker/calendar';
import { midRate, parseDecimal, type ExchangeRate, type RateRow } from '@invoicetracker/interest';

import type { Transaction } from '../../../platform/database/transaction.js';

/** Who added a figure: an administrator, somebody on the command line, or the bank's own publication. */
export type AddedHow = 'person' | 'command' | 'bank';

/** A reference rate that was added after the product was shipped. */
export interface StoredReferenceRate extends RateRow {
  readonly id: string;
  readonly table: string;
  readonly addedHow: AddedHow;
  readonly addedBy: string | null;
  readonly addedAt: Date;
}

/** How the newest look at a bank ended, and when one last agreed with what is stored. */
export interface LatestLook {
  readonly feed: string;
  readonly lookedAt: Date;
  readonly outcome: 'agreed' | 'held' | 'failed';
  readonly problem: string | null;
  readonly added: number;
  readonly findings: readonly RateFinding[];
  readonly agreedOn: LocalDate | null;
}

/** A figure of a bank that is not taken over by itself. */
export interface RateFinding {
  /** `differs` from what is stored, `jumps` too far from the one before, or `was-decided` otherwise by a person */
  readonly why: 'differs' | 'jumps' | 'was-decided';
  readonly on: string;
  /** what is stored for the day; null where nothing is */
  readonly ours: string | null;
  readonly theirs: string;
  /** the currency of an exchange rate; null for a reference rate */
  readonly currency: string | null;
}

/** The newest row of each table and day, oldest day first; days taken back are left out. */
export async function storedReferenceRates(tx: Transaction): Promise<StoredReferenceRate[]> {
  const rows = await tx.query<{
    id: string;
    table: string;
    valid_from: LocalDate;
    percent: string;
    source: string;
    added_how: AddedHow;
    added_by: string | null;
    added_at: Date;
  }>(`
    select id, rate_table as "table", valid_from, percent, source, added_how, added_by, added_at
      from (select distinct on (rate_table, valid_from) * from reference_rates order by rate_table, valid_from, id desc) newest
     where percent is not null order by rate_table, valid_from`);
  return rows.map((row) => ({
    id: row.id,
    table: row.table,
    validFrom: row.valid_from,
    percent: parseDecimal(row.percent),
    source: row.source,
    addedHow: row.added_how,
    addedBy: row.added_by,
    addedAt: row.added_at,
  }));
}

/** The newest rate of each publisher, currency and day. */
export async function storedExchangeRates(
  tx: Transaction,
): Promise<(ExchangeRate & { readonly addedHow: AddedHow })[]> {
  const rows = await tx.query<{
    publisher: string;
    from: string;
    to: string;
    on: LocalDate;
    rate: string;
    source: string;
    added_how: AddedHow;
  }>(`
    select publisher, currency_from as "from", currency_to as "to", on_day as "on", trim_scale(rate)::text as rate, source, added_how
      from (select distinct on (publisher, currency_from, currency_to, on_day) * from exchange_rates
             order by publisher, currency_from, currency_to, on_day, id desc) newest
     where rate is not null`);
  return rows.map((row) => ({
    ...midRate(row.publisher, [row.from, row.to], row.on, row.rate, row.source),
    addedHow: row.added_how,
  }));
}

/** By feed; reference feeds are named like their table. */
export async function latestLooks(tx: Transaction): Promise<ReadonlyMap<string, LatestLook>> {
  const rows = await tx.query<LatestLook>(`
    select distinct on (feed) feed, looked_at as "lookedAt", outcome, problem, added, findings,
           (select max(looked_on) from rate_looks a where a.feed = l.feed and a.outcome = 'agreed') as "agreedOn"
      from rate_looks l order by feed, id desc`);
  return new Map(rows.map((row) => [row.feed, row]));
}
