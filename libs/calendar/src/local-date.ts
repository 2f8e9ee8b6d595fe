import { dateOfDayNumber, dayNumberOf } from './day-number.js';

declare const checked: unique symbol;

/** A calendar day 'YYYY-MM-DD' from year 0001 to 9999; sorts as text. It has no time and no zone. */
export type LocalDate = string & { readonly [checked]: true };

/** Thrown for a text that is not a day of the calendar, or a day beyond year 9999. */
export class InvalidDay extends Error {
  readonly kind = 'invalid';
  readonly code = 'invalid-day';

  constructor(text: string) {
    super(`"${text}" is not a calendar day (YYYY-MM-DD)`);
    this.name = 'InvalidDay';
  }
}

/** The first and the last day this calendar knows. */
export const FIRST_DAY = '0001-01-01' as LocalDate;
export const LAST_DAY = '9999-12-31' as LocalDate;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** True for a day that exists: '2028-02-29', but not '2027-02-29', '2027-2-1' or '0000-01-01'. */
export function isLocalDate(text: string): text is LocalDate {
  if (!SHAPE.test(text) || text < FIRST_DAY) return false;
  const number = numberOf(text);
  return Number.isInteger(number) && textOf(number) === text;
}

/** The text as a checked day; throws {@link InvalidDay}. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new InvalidDay(text);
  return text;
}

/** The day so many whole days later (earlier when negative); throws {@link InvalidDay} outside the calendar. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return localDate(textOf(numberOf(day) + days));
}

/** Days from the first to the second: 1 from a Monday to the next Tuesday, negative backwards. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return numberOf(to) - numberOf(from);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekday(day: LocalDate): number {
  const daysSinceMonday = (((numberOf(day) + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  return daysSinceMonday + 1;
}

function numberOf(day: string): number {
  return dayNumberOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

function textOf(dayNumber: number): string {
  const [year, month, day] = dateOfDayNumber(dayNumber);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
