import { addDays, localDate, weekday, type LocalDate } from '@invoicetracker/calendar';
import { isWorkingDay } from '@invoicetracker/calendar/holidays';

/** The last day on or before the given one on which the country's central bank publishes a table. */
export function bankingDayUntil(country: string, day: LocalDate): LocalDate {
  let candidate = day;
  while (!isBankingDay(country, candidate)) candidate = addDays(candidate, -1);
  return candidate;
}

/** The last such day of the month before the given day's. */
export function lastBankingDayOfMonthBefore(country: string, day: LocalDate): LocalDate {
  return bankingDayUntil(country, addDays(localDate(`${day.slice(0, 7)}-01`), -1));
}

/** Tables come Monday to Friday: a Saturday decreed a working day brings none. */
function isBankingDay(country: string, day: LocalDate): boolean {
  return weekday(day) < 6 && isWorkingDay(country, day);
}
