import { type LocalDate, weekday } from '@invoicetracker/calendar';
import { isHoliday } from '@invoicetracker/calendar/holidays';

/** On which days an account writes. */
export interface SendingDays {
  /** ISO weekdays, 1 is Monday */
  readonly weekdays: readonly number[];
  /** the countries whose public holidays are kept; none keeps none */
  readonly holidayCountries: readonly string[];
}

export function isSendingDay(days: SendingDays, day: LocalDate): boolean {
  if (!days.weekdays.includes(weekday(day))) return false;
  return !days.holidayCountries.some((country) => isHoliday(country, day));
}
