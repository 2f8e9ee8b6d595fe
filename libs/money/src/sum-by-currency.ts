import type { Currency } from './currency.js';
import type { Money } from './money.js';

/** One total per currency, sorted by currency code; an empty list gives no totals. */
export function sumByCurrency(amounts: Iterable<Money>): Money[] {
  const totals = new Map<Currency, bigint>();
  for (const { minor, currency } of amounts) {
    totals.set(currency, (totals.get(currency) ?? 0n) + minor);
  }
  return [...totals]
    .map(([currency, minor]) => ({ minor, currency }))
    .sort((left, right) => (left.currency < right.currency ? -1 : 1));
}
