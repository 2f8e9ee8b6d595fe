import { maxDay, type LocalDate } from '@invoicetracker/calendar';
import { lastDayOfHalfYear } from './half-year.js';
import type { RateRow, RateTable } from './rate-table.js';

/** All reference rates a calculation may use, by the id of their table. */
export interface RateBook {
  readonly tables: ReadonlyMap<string, RateTable>;
}

/** A book of these tables. */
export function rateBook(tables: readonly RateTable[]): RateBook {
  return { tables: new Map(tables.map((table) => [table.id, table])) };
}

/** The table; throws when a country names one that its book lacks. */
export function tableOf(book: RateBook, id: string): RateTable {
  const table = book.tables.get(id);
  if (!table) throw new Error(`The rate book has no table "${id}"`);
  return table;
}

/**
 * The book with rows that somebody added, each in place of one of the same day.
 *
 * A table is known to the end of the half-year in which somebody last looked, as are those that come with the product:
 * a day on which a row begins counts as such a look.
 *
 * @param lookedOn the last day on which the bank's own figures were compared; null where nobody has
 */
export function withRows(
  book: RateBook,
  id: string,
  rows: readonly RateRow[],
  lookedOn: LocalDate | null,
): RateBook {
  const table = tableOf(book, id);
  const byDay = new Map([...table.rows, ...rows].map((row) => [row.validFrom, row]));
  const looks = [...rows.map((row) => row.validFrom), ...(lookedOn === null ? [] : [lookedOn])];
  const confirmedThrough = maxDay(table.confirmedThrough, ...looks);
  const changed: RateTable = {
    ...table,
    rows: [...byDay.values()].sort((left, right) => (left.validFrom < right.validFrom ? -1 : 1)),
    confirmedThrough,
    knownThrough: maxDay(table.knownThrough, lastDayOfHalfYear(confirmedThrough)),
  };
  return { tables: new Map([...book.tables, [id, changed]]) };
}
