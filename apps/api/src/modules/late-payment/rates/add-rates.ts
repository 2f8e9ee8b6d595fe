import type { LocalDate } from '@invoicetracker/calendar';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { Actor } from '../../../platform/tenancy/account-scope.js';
import { PUBLISHERS, type Publisher, type RateTableId } from './rate-tables.js';
import type { AddedHow } from './stored-rates.js';

export interface NewReferenceRate {
  readonly table: RateTableId;
  readonly validFrom: LocalDate;
  /** decimal text; null takes back what was added for the day */
  readonly percent: string | null;
  readonly source: string;
}

export interface NewExchangeRate {
  readonly publisher: Publisher;
  readonly from: string;
  readonly on: LocalDate;
  /** decimal text */
  readonly rate: string;
  readonly source: string;
}

/** Who adds figures, and when. */
export interface Adding {
  readonly how: AddedHow;
  readonly by: string | null;
  readonly at: Date;
}

export function addingBy(actor: Actor, at: Date): Adding {
  if (actor.kind === 'user') return { how: 'person', by: actor.userId, at };
  return { how: actor.kind === 'command' ? 'command' : 'bank', by: null, at };
}

/**
 * Adds figures in a transaction of the installation. Those who add take turns to the end of their transactions: a
 * smaller id never comes after a larger one, which is how readers know that nothing was added.
 */
export async function addRates(
  tx: Transaction,
  { how, by, at }: Adding,
  reference: readonly NewReferenceRate[],
  exchange: readonly NewExchangeRate[],
): Promise<void> {
  await takeTurn(tx);
  await tx.execute(
    `insert into reference_rates (rate_table, valid_from, percent, source, added_how, added_by, added_at)
     select r.*, $5, $6, $7 from unnest($1::text[], $2::date[], $3::numeric[], $4::text[]) as r`,
    [
      reference.map((row) => row.table),
      reference.map((row) => row.validFrom),
      reference.map((row) => row.percent),
      reference.map((row) => row.source),
      how,
      by,
      at,
    ],
  );
  await tx.execute(
    `insert into exchange_rates (publisher, currency_from, currency_to, on_day, rate, source, added_how, added_by, added_at)
     select r.*, $7, $8, $9
       from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::numeric[], $6::text[]) as r`,
    [
      exchange.map((row) => row.publisher),
      exchange.map((row) => row.from),
      exchange.map((row) => PUBLISHERS[row.publisher]),
      exchange.map((row) => row.on),
      exchange.map((row) => row.rate),
      exchange.map((row) => row.source),
      how,
      by,
      at,
    ],
  );
}

/** Waits for everybody who adds figures, and keeps the next ones waiting until the transaction ends. */
export async function takeTurn(tx: Transaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('rates', 0))`);
}
