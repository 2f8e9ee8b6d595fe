import { daysBetween, type LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import { add, zero, type Money } from '@invoicetracker/money';

export const AGEING_BUCKETS = ['not-due', '1-30', '31-60', '61-90', '90+'] as const;
export type AgeingBucket = (typeof AGEING_BUCKETS)[number];

/** Which bucket an invoice is in: days past the due date the country's law shifts to. */
export function ageingBucket(country: string, dueOn: LocalDate, asOf: LocalDate): AgeingBucket {
  const daysPastDue = daysBetween(effectiveDueOn(country, dueOn), asOf);
  if (daysPastDue <= 0) return 'not-due';
  if (daysPastDue <= 30) return '1-30';
  if (daysPastDue <= 60) return '31-60';
  return daysPastDue <= 90 ? '61-90' : '90+';
}

/** The open amounts of invoices of one currency, by bucket. */
export function age(
  country: string,
  asOf: LocalDate,
  currency: string,
  invoices: readonly { readonly dueOn: LocalDate; readonly open: Money }[],
): ReadonlyMap<AgeingBucket, Money> {
  const sums = new Map<AgeingBucket, Money>(
    AGEING_BUCKETS.map((bucket) => [bucket, zero(currency)]),
  );
  for (const { dueOn, open } of invoices) {
    const bucket = ageingBucket(country, dueOn, asOf);
    sums.set(bucket, add(sums.get(bucket)!, open));
  }
  return sums;
}
