import { Readable } from 'node:stream';

import { StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';

/** A line of a table for spreadsheets: texts, numbers, nothing where there is nothing. */
export type CsvLine = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A list as a download for spreadsheets, page by page as it is read. Cells that a spreadsheet would take
 * for a formula get an apostrophe in front (OWASP "CSV injection").
 *
 * @param columns the keys of a line, in their order; they are the head of the table
 */
export function csvFile(
  name: string,
  columns: readonly string[],
  pages: AsyncIterable<readonly CsvLine[]>,
): StreamableFile {
  const text = async function* () {
    // the mark tells spreadsheets that it is UTF-8
    yield `\uFEFF${columns.join(',')}\r\n`;
    for await (const lines of pages) yield toCsv(columns, lines);
  };
  return new StreamableFile(Readable.from(text()), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}.csv"`,
  });
}

function toCsv(columns: readonly string[], lines: readonly CsvLine[]): string {
  return stringify(
    lines.map((line) => columns.map((column) => line[column] ?? null)),
    { record_delimiter: 'windows', quoted_string: true, escape_formulas: true },
  );
}
