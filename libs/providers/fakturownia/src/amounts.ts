import { isLocalDate, isOnOrBefore } from '@invoicetracker/calendar';

import { minorOf } from './decimal.js';
import type { InvoiceRow } from './invoice-row.js';

export interface Amounts {
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  /** what the document asks for */
  readonly grossMinor: bigint;
  readonly paidMinor: bigint;
}

/**
 * The amounts of a document. Settlement positions change what it asks for (documented: gross, plus charges, less
 * deductions) without changing its gross, which nobody is asked to pay then: so they are part of ours.
 *
 * @returns null when one of them is no exact amount of the document's currency
 */
export function amountsOf(row: InvoiceRow): Amounts | null {
  const netMinor = minorOf(row.price_net, row.currency);
  const taxMinor = minorOf(row.price_tax, row.currency);
  const gross = minorOf(row.price_gross, row.currency);
  const paidMinor = minorOf(row.paid ?? '0', row.currency);
  const settlements = settlementsOf(row);
  if (netMinor === null || taxMinor === null || gross === null) return null;
  if (paidMinor === null || settlements === null) return null;
  return { netMinor, taxMinor, grossMinor: gross + settlements, paidMinor };
}

/**
 * Whether nothing is owed any more. `status` is the switch an accountant throws, with or without a payment; the amounts
 * may settle a document before it is thrown, also with the discount for paying early (skonto).
 */
export function isSettled(row: InvoiceRow, { grossMinor, paidMinor }: Amounts): boolean {
  if (row.status === 'paid') return true;
  if (grossMinor <= 0n) return false;
  return paidMinor >= grossMinor - earlyDiscount(row, grossMinor);
}

function settlementsOf(row: InvoiceRow): bigint | null {
  let sum = 0n;
  for (const { kind, amount } of row.settlement_positions ?? []) {
    const minor = minorOf(amount, row.currency);
    if (minor === null) return null;
    sum += kind === 'charge' ? minor : -minor;
  }
  return sum;
}

/** What need not be paid because the rest came in time, rounded up to the client's good. */
function earlyDiscount(row: InvoiceRow, grossMinor: bigint): bigint {
  const until = row.skonto_discount_date;
  if (row.skonto_active !== true || until === null || !isLocalDate(until)) return 0n;
  if (row.paid_date === null || !isOnOrBefore(row.paid_date, until)) return 0n;
  // a percentage with two decimals, counted like money: of 10,000 parts so many
  const parts = minorOf(row.skonto_discount_value || '0', 'PLN');
  if (parts === null || parts < 0n || parts > 10_000n) return 0n;
  return (grossMinor * parts + 9_999n) / 10_000n;
}
