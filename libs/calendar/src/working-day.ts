import { decreedAs } from './decreed-days.js';
import { addDays, weekday, type LocalDate } from './local-date.js';
import { isHoliday } from './public-holidays.js';

const SATURDAY = 6;

/** True on a day people work in that country: no weekend, no public holiday, the year's decrees applied. */
export function isWorkingDay(country: string, day: LocalDate): boolean {
  const decreed = decreedAs(country, day);
  if (decreed) return decreed === 'working-day';
  return weekday(day) < SATURDAY && !isHoliday(country, day);
}

/** The first working day after the given one. */
export function nextWorkingDay(country: string, day: LocalDate): LocalDate {
  return workingDayFrom(country, addDays(day, 1));
}

/** The day itself where it is a working day, else the next one. */
export function workingDayFrom(country: string, day: LocalDate): LocalDate {
  let candidate = day;
  while (!isWorkingDay(country, candidate)) candidate = addDays(candidate, 1);
  return candidate;
}
