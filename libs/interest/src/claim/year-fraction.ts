import { daysBetween, localDate, minDay, type LocalDate } from '@invoicetracker/calendar';
import { NOTHING, plus, rational, type Rational } from '../exact/rational.js';
import type { ClaimOptions } from '../law/claim-options.js';
import { endOfYear } from '../law/years-later.js';

const DAYS_OF_A_YEAR = 365;

/** The part of a year that the days `from` to `to`, both included, make (G-3). */
export function yearFraction(
  from: LocalDate,
  to: LocalDate,
  dayCount: ClaimOptions['dayCount'],
): Rational {
  if (dayCount === 'actual/365') return daysOf(from, to, DAYS_OF_A_YEAR);
  let sum = NOTHING;
  let first = from;
  while (first <= to) {
    const year = Number(first.slice(0, 4));
    sum = plus(sum, daysOf(first, minDay(endOfYear(first), to), isLeap(year) ? 366 : 365));
    first = localDate(`${String(year + 1).padStart(4, '0')}-01-01`);
  }
  return sum;
}

function daysOf(from: LocalDate, to: LocalDate, yearLength: number): Rational {
  return rational(BigInt(daysBetween(from, to) + 1), BigInt(yearLength));
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
