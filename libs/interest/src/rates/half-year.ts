import { localDate, type LocalDate } from '@invoicetracker/calendar';

/** 1 January or 1 July: the day whose reference rate serves the whole half-year. */
export function firstDayOfHalfYear(day: LocalDate): LocalDate {
  return localDate(`${day.slice(0, 4)}-${isFirstHalf(day) ? '01' : '07'}-01`);
}

/** 30 June or 31 December. */
export function lastDayOfHalfYear(day: LocalDate): LocalDate {
  return localDate(`${day.slice(0, 4)}-${isFirstHalf(day) ? '06-30' : '12-31'}`);
}

function isFirstHalf(day: LocalDate): boolean {
  return day.slice(5) < '07-01';
}
