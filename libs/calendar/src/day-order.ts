import type { LocalDate } from './local-date.js';

/** -1, 0 or 1, fit for sorting. */
export function compareDays(left: LocalDate, right: LocalDate): -1 | 0 | 1 {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function isBefore(day: LocalDate, other: LocalDate): boolean {
  return day < other;
}

export function isAfter(day: LocalDate, other: LocalDate): boolean {
  return day > other;
}

/** "Due" is this, never equality: a missed day still counts. */
export function isOnOrAfter(day: LocalDate, other: LocalDate): boolean {
  return day >= other;
}

export function isOnOrBefore(day: LocalDate, other: LocalDate): boolean {
  return day <= other;
}

export function maxDay(first: LocalDate, ...others: readonly LocalDate[]): LocalDate {
  return others.reduce((latest, day) => (day > latest ? day : latest), first);
}

export function minDay(first: LocalDate, ...others: readonly LocalDate[]): LocalDate {
  return others.reduce((earliest, day) => (day < earliest ? day : earliest), first);
}
