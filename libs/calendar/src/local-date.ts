import { dateOfDayNumber, dayNumberOf } from './day-number.js';

// read once: in a test's sandbox every look-up of a global costs more than the check
const { isInteger } = Number;

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
  return isInteger(number) && textOf(number) === text;
}

/** The text as a checked day; throws {@link InvalidDay}. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new InvalidDay(text);
  return text;
}

/** The day so many whole days later (earlier when negative); throws {@link InvalidDay} outside the calendar. */
export function addDays(day: LocalDate, days: number): LocalDate {
  const number = numberOf(day) + days;
  const isInside = number >= FIRST_NUMBER && number <= LAST_NUMBER && isInteger(number);
  if (!isInside) throw new InvalidDay(textOf(number));
  return textOf(number) as LocalDate;
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

/** Digit by digit: days are compared and moved a million times a run, and no part is cut out for it. */
function numberOf(day: string): number {
  const year = 100 * twoDigitsAt(day, 0) + twoDigitsAt(day, 2);
  return dayNumberOf(year, twoDigitsAt(day, 5), twoDigitsAt(day, 8));
}

function twoDigitsAt(day: string, place: number): number {
  return 10 * (day.charCodeAt(place) - ZERO) + day.charCodeAt(place + 1) - ZERO;
}

function textOf(dayNumber: number): string {
  const [year, month, day] = dateOfDayNumber(dayNumber);
  const fourDigits = year >= 1000 ? `${year}` : String(year).padStart(4, '0');
  return `${fourDigits}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

const ZERO = '0'.charCodeAt(0);
const FIRST_NUMBER = numberOf(FIRST_DAY);
const LAST_NUMBER = numberOf(LAST_DAY);
