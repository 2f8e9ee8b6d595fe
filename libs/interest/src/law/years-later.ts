import { isLocalDate, localDate, type LocalDate } from '@invoicetracker/calendar';

/** The same day so many years later; 29 February becomes 28 February where there is none. */
export function yearsLater(day: LocalDate, years: number): LocalDate {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const sameDay = `${year}${day.slice(4)}`;
  return isLocalDate(sameDay) ? sameDay : localDate(`${year}-02-28`);
}

/** 31 December of the day's year. */
export function endOfYear(day: LocalDate): LocalDate {
  return localDate(`${day.slice(0, 4)}-12-31`);
}
