import { daysBetween, type LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import { dividedBy, NOTHING, plus, rational, times, type Rational } from '../exact/rational.js';

/** A paid invoice. */
export interface PaidInvoice {
  readonly amount: Rational;
  readonly dueOn: LocalDate;
  readonly paidOn: LocalDate;
}

/**
 * Days late of paid invoices, weighted by amount (ME-5); paid early counts as on time. Null without an
 * amount to weigh by.
 */
export function weightedDaysLate(
  country: string,
  invoices: readonly PaidInvoice[],
): Rational | null {
  let [weighted, whole] = [NOTHING, NOTHING];
  for (const { amount, dueOn, paidOn } of invoices) {
    const days = daysBetween(effectiveDueOn(country, dueOn), paidOn);
    weighted = plus(weighted, times(amount, rational(BigInt(Math.max(0, days)))));
    whole = plus(whole, amount);
  }
  return whole.numerator > 0n ? dividedBy(weighted, whole) : null;
}
