import { addDays, localDate, type LocalDate } from '@invoicetracker/calendar';
import { parseDecimal, type Rational } from '../exact/rational.js';
import { Refusal } from '../law/refusal.js';
import { firstDayOfHalfYear, lastDayOfHalfYear } from './half-year.js';

/** One published rate. */
export interface RateRow {
  readonly validFrom: LocalDate;
  /** percent a year: 5.25 */
  readonly percent: Rational;
  /** where the figure was published or read */
  readonly source: string;
}

/**
 * A dated series of a reference rate.
 * - `steps`: a row holds until the next one, the last one through `knownThrough`;
 * - `half-years`: each row speaks for its own half-year only.
 */
export interface RateTable {
  readonly id: string;
  /** for people: "NBP reference rate" */
  readonly name: string;
  readonly moves: 'steps' | 'half-years';
  /** oldest first */
  readonly rows: readonly RateRow[];
  /** after this day nobody knows the rate, and nothing is calculated */
  readonly knownThrough: LocalDate;
  /** the sources read confirm the newest row up to this day; later figures deserve a second look */
  readonly confirmedThrough: LocalDate;
}

/** Builds a table from rows as they are written in data files: day, percent, source. */
export function rateTable(
  description: Omit<RateTable, 'rows' | 'knownThrough' | 'confirmedThrough'> & {
    readonly knownThrough: string;
    readonly confirmedThrough: string;
  },
  rows: readonly (readonly [validFrom: string, percent: string, source: string])[],
): RateTable {
  return {
    ...description,
    knownThrough: localDate(description.knownThrough),
    confirmedThrough: localDate(description.confirmedThrough),
    rows: rows
      .map(([validFrom, percent, source]) => ({
        validFrom: localDate(validFrom),
        percent: parseDecimal(percent),
        source,
      }))
      .sort((left, right) => (left.validFrom < right.validFrom ? -1 : 1)),
  };
}

/** The row in force on a day, or a refusal that names what is missing. Nothing is extrapolated. */
export function rateOn(table: RateTable, day: LocalDate): RateRow | Refusal {
  const row = table.rows[indexOfRow(table.rows, day)];
  if (!row || day > table.knownThrough) return missingRate(table, day);
  const isOfAnotherHalfYear =
    table.moves === 'half-years' && row.validFrom !== firstDayOfHalfYear(day);
  return isOfAnotherHalfYear ? missingRate(table, day) : row;
}

/** The last day on which the row in force on `day` still holds. */
export function rowHoldsThrough(table: RateTable, day: LocalDate): LocalDate {
  if (table.moves === 'half-years') return lastDayOfHalfYear(day);
  const next = table.rows[indexOfRow(table.rows, day) + 1];
  return next ? addDays(next.validFrom, -1) : table.knownThrough;
}

function missingRate(table: RateTable, day: LocalDate): Refusal {
  return new Refusal('rate-missing', `The ${table.name} of ${day} is not known.`, {
    missing: { what: 'rate', table: table.id, on: day },
  });
}

function indexOfRow(rows: readonly RateRow[], day: LocalDate): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.validFrom <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
