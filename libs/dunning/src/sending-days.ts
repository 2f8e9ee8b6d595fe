import { type LocalDate, weekday } from '@invoicetracker/calendar';
import { isHoliday } from '@invoicetracker/calendar/holidays';

/** On which days an account writes. */
export interface SendingDays {
  /** ISO weekdays, 1 is Monday */
  readonly weekdays: readonly number[];
  /** the country whose public holidays are kept; null keeps none */
  readonly holidayCountry: string | null;
}

export function isSendingDay(days: SendingDays, day: LocalDate): boolean {
  if (!days.weekdays.includes(weekday(day))) return false;
  return days.holidayCountry === null || !isHoliday(days.holidayCountry, day);
}
