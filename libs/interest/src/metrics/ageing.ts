import { daysBetween, type LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import { add, zero, type Money } from '@invoicetracker/money';

/** The last day past due of every bucket but the open one. */
const LAST_DAYS = [30, 60, 90];
/** What Polish large payers report to the minister (2013 act, art. 13a (4)). */
const LAST_DAYS_OF_REPORT = [5, 30, 60, 120];

/** An open invoice. */
export interface OpenInvoice {
  readonly dueOn: LocalDate;
  readonly open: Money;
}

/** The open amounts of invoices of one currency by bucket: not-due, 1-30, 31-60, 61-90, 90+ (ME-1). */
export function age(
  country: string,
  asOf: LocalDate,
  currency: string,
  invoices: readonly OpenInvoice[],
): ReadonlyMap<string, Money> {
  return byBucket(country, asOf, currency, invoices, 1, LAST_DAYS);
}

/** The same in the buckets of the Polish report: not-due, 0-5, 6-30, 31-60, 61-120, 120+. */
export function ageForReport(
  asOf: LocalDate,
  currency: string,
  invoices: readonly OpenInvoice[],
): ReadonlyMap<string, Money> {
  return byBucket('PL', asOf, currency, invoices, 0, LAST_DAYS_OF_REPORT);
}

/** Days past the due date the country's law shifts to decide; both ends of a bucket belong to it. */
function byBucket(
  country: string,
  asOf: LocalDate,
  currency: string,
  invoices: readonly OpenInvoice[],
  firstDay: number,
  lastDays: readonly number[],
): ReadonlyMap<string, Money> {
  const starts = [firstDay, ...lastDays.slice(0, -1).map((last) => last + 1)];
  const names = [
    ...lastDays.map((last, index) => `${starts[index]}-${last}`),
    `${lastDays.at(-1)}+`,
  ];
  const sums = new Map(['not-due', ...names].map((name) => [name, zero(currency)]));
  for (const { dueOn, open } of invoices) {
    const daysPastDue = daysBetween(effectiveDueOn(country, dueOn), asOf);
    const place = lastDays.findIndex((last) => daysPastDue <= last);
    const name = daysPastDue < firstDay ? 'not-due' : names.at(place < 0 ? -1 : place)!;
    sums.set(name, add(sums.get(name)!, open));
  }
  return sums;
}
