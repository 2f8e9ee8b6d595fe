import { isAfter, maxDay, type LocalDate } from '@invoicetracker/calendar';
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
 * The book with one more row, which replaces one of the same day; `knownThrough` is the last day on
 * which the rates of the table are known, now that somebody has looked.
 */
export function withRow(
  book: RateBook,
  id: string,
  row: RateRow,
  knownThrough: LocalDate,
): RateBook {
  const table = tableOf(book, id);
  const older = table.rows.filter((known) => known.validFrom < row.validFrom);
  const newer = table.rows.filter((known) => isAfter(known.validFrom, row.validFrom));
  const changed: RateTable = {
    ...table,
    rows: [...older, row, ...newer],
    knownThrough: maxDay(table.knownThrough, knownThrough),
    confirmedThrough: maxDay(table.confirmedThrough, knownThrough),
  };
  return { tables: new Map([...book.tables, [id, changed]]) };
}
