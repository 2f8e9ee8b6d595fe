import {
  exchangeRates,
  SHIPPED_EXCHANGE_RATES,
  SHIPPED_RATES,
  withRows,
} from '@invoicetracker/interest';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { RatesInForce } from '../contract/rates-in-force.js';
import { latestLooks, storedExchangeRates, storedReferenceRates } from './stored-rates.js';

/** The figures that come with the product, and all that were added since. */
export async function readRates(tx: Transaction): Promise<RatesInForce> {
  const [reference, exchange, looks] = await Promise.all([
    storedReferenceRates(tx),
    storedExchangeRates(tx),
    latestLooks(tx),
  ]);
  let rates = SHIPPED_RATES;
  for (const table of SHIPPED_RATES.tables.keys()) {
    const rows = reference.filter((row) => row.table === table);
    rates = withRows(rates, table, rows, looks.get(table)?.agreedOn ?? null);
  }
  return { rates, exchange: exchangeRates([...SHIPPED_EXCHANGE_RATES.values(), ...exchange]) };
}

/** Whoever adds waits for whoever adds before them (`addRates`), so the newest ids say it all. */
export const RATES_REVISION = `
  select concat_ws(' ', current_database(), coalesce((select max(id) from reference_rates), 0), coalesce((select max(id) from exchange_rates), 0),
                   coalesce((select max(id) from rate_looks where outcome = 'agreed'), 0)) as revision`;

let kept: { readonly revision: string; readonly rates: RatesInForce } | null = null;

/** The rates of now inside a transaction: they are read anew only where somebody has added one. */
export async function ratesOfNow(tx: Transaction): Promise<RatesInForce> {
  const asked = await tx.one<{ revision: string }>(RATES_REVISION);
  const { revision } = asked!;
  if (kept?.revision !== revision) kept = { revision, rates: await readRates(tx) };
  return kept.rates;
}
