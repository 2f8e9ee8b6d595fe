import { type Finding, finding } from '@invoicetracker/provider-kit';
import type { InvoiceRow } from './invoice-row.js';
import { exactMinor } from './minor-units.js';

/** The money on one document, in minor units of its currency. */
export interface StatedAmounts {
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  /** without corrections */
  readonly grossMinor: bigint;
  /** what the corrections of it change; 0 when there are none or wFirma does not say */
  readonly correctionsMinor: bigint;
  /** null: wFirma does not say */
  readonly paidMinor: bigint | null;
  /** what is still owed, without corrections: the host takes those off itself */
  readonly openMinor: bigint;
  /** nothing is left to pay, corrections included */
  readonly isSettled: boolean;
}

/** @returns the amounts, or which field is missing or cannot be said exactly */
export function statedAmounts(row: InvoiceRow): StatedAmounts | Finding {
  const read = reader(row.currency);
  const gross = read(row.total ?? row.brutto);
  const net = read(row.netto);
  const composed = read(row.total_composed);
  const remaining = read(row.remaining);
  const paid = read(row.alreadypaid ?? row.paid);
  const inexact = Object.entries({ gross, net, composed, remaining, paid }).find(
    ([, value]) => value === 'inexact',
  );
  if (inexact !== undefined) return finding('too-many-decimals', inexact[0]);
  if (typeof gross !== 'bigint') return finding('missing', 'total');
  if (typeof net !== 'bigint') return finding('missing', 'netto');
  if (typeof remaining !== 'bigint' && typeof paid !== 'bigint')
    return finding('missing', 'remaining');
  const correctionsMinor = typeof composed === 'bigint' ? composed - gross : 0n;
  const left = typeof remaining === 'bigint' ? remaining : gross + correctionsMinor - number(paid);
  // documented as the rest of the sum with corrections; where it is seen to leave them out, they are not put back
  const leavesThemOut = typeof paid === 'bigint' && left === gross - paid;
  const isSettled = left <= 0n;
  const openMinor = leavesThemOut ? left : left - correctionsMinor;
  return {
    netMinor: net,
    taxMinor: gross - net,
    grossMinor: gross,
    correctionsMinor,
    paidMinor: typeof paid === 'bigint' ? paid : null,
    openMinor: isSettled ? 0n : openMinor,
    isSettled,
  };
}

type Read = bigint | 'inexact' | null;

function reader(currency: string): (decimal: string | null) => Read {
  return (decimal) => (decimal === null ? null : (exactMinor(decimal, currency) ?? 'inexact'));
}

function number(read: Read): bigint {
  return typeof read === 'bigint' ? read : 0n;
}
