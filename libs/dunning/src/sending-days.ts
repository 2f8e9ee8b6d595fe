import { type LocalDate, weekday } from '@invoicetracker/calendar';
import { isHoliday } from '@invoicetracker/calendar/holidays';

/** On which days an account writes. */
export interface SendingDays {
  /** ISO weekdays, 1 is Monday */
  readonly weekdays: readonly number[];
  /** the countries whose public holidays are kept; none keeps none */
  readonly holidayCountries: readonly string[];
}

/** A day on which nothing leaves. */
export interface DayOff {
  readonly on: LocalDate;
  /** whose public holiday it is; null: the account does not write on this day of the week */
  readonly country: string | null;
}

export function isSendingDay(days: SendingDays, day: LocalDate): boolean {
  return dayOff(days, day) === null;
}

/** Why nothing leaves on a day; null where it is a sending day. */
export function dayOff(days: SendingDays, on: LocalDate): DayOff | null {
  if (!days.weekdays.includes(weekday(on))) return { on, country: null };
  const country = days.holidayCountries.find((one) => isHoliday(one, on));
  return country === undefined ? null : { on, country };
}
