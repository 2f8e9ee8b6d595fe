import { addDays, minDay, type LocalDate } from '@invoicetracker/calendar';
import { compareRationals, type Rational } from '../exact/rational.js';
import { Refusal } from '../law/refusal.js';
import { firstDayOfHalfYear, lastDayOfHalfYear } from './half-year.js';
import { tableOf, type RateBook } from './rate-book.js';
import { rateOn, rowHoldsThrough, type RateRow, type RateTable } from './rate-table.js';

/** How a law makes a delay rate of a reference rate. */
export interface DelayRate {
  /** the rate table it follows */
  readonly table: string;
  /** the day whose reference rate counts */
  readonly reference: 'first-day-of-half-year' | 'each-day';
  /** the first day this way of making the rate was law; null where the table alone decides */
  readonly since: LocalDate | null;
  /** the delay rate in percent a year, from the reference rate of the reference day */
  percentOf(reference: Rational, referenceOn: LocalDate): Rational;
  /** ids of the rules it rests on */
  rulesOn(referenceOn: LocalDate): readonly string[];
}

/** The row of a table that a rate was made of. */
export interface RateBasis {
  readonly table: string;
  readonly tableName: string;
  readonly row: RateRow;
  /** the day whose reference rate counts */
  readonly referenceOn: LocalDate;
  /** false on days after those for which the table's sources were read: right unless a decision was missed */
  readonly isConfirmed: boolean;
}

/** Days in a row with one rate. */
export interface RatePeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly percent: Rational;
  /** more than one where rows of equal rates follow each other; none for a rate that was given */
  readonly bases: readonly RateBasis[];
  readonly rules: readonly string[];
}

/** The rates of the days `from` to `to`, both included, or a refusal naming the first that is missing. */
export function ratePeriods(
  rate: DelayRate,
  book: RateBook,
  from: LocalDate,
  to: LocalDate,
): readonly RatePeriod[] | Refusal {
  const table = tableOf(book, rate.table);
  if (rate.since !== null && from < rate.since) return notYetLaw(table, rate.since, from);
  const periods: RatePeriod[] = [];
  let first = from;
  while (first <= to) {
    const referenceOn = rate.reference === 'each-day' ? first : firstDayOfHalfYear(first);
    const row = rateOn(table, referenceOn);
    if (row instanceof Refusal) return row;
    const lastWithRate =
      rate.reference === 'each-day' ? rowHoldsThrough(table, first) : lastDayOfHalfYear(first);
    const last = minDay(lastWithRate, to);
    periods.push({
      from: first,
      to: last,
      percent: rate.percentOf(row.percent, referenceOn),
      bases: [
        {
          table: table.id,
          tableName: table.name,
          row,
          referenceOn,
          isConfirmed: referenceOn <= table.confirmedThrough,
        },
      ],
      rules: rate.rulesOn(referenceOn),
    });
    first = addDays(last, 1);
  }
  return joinEqual(periods);
}

function notYetLaw(table: RateTable, since: LocalDate, day: LocalDate): Refusal {
  return new Refusal(
    'rate-missing',
    `The delay rate of ${day} is not known, only from ${since} on.`,
    {
      missing: { what: 'rate', table: table.id, on: day },
    },
  );
}

/** Neighbours of one rate become one period. */
export function joinEqual(periods: readonly RatePeriod[]): readonly RatePeriod[] {
  const joined: RatePeriod[] = [];
  for (const period of periods) {
    const before = joined.at(-1);
    if (before && compareRationals(before.percent, period.percent) === 0) {
      joined[joined.length - 1] = {
        ...before,
        to: period.to,
        bases: [...before.bases, ...period.bases],
        rules: [...new Set([...before.rules, ...period.rules])],
      };
    } else joined.push(period);
  }
  return joined;
}
