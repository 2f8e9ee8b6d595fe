/** One column of a set of rows that goes to PostgreSQL as an array. */
export interface ArrayColumn<Row> {
  readonly name: string;
  readonly type: string;
  readonly of: (row: Row, index: number) => unknown;
}

/**
 * Turns rows into parameters for `unnest`: one statement for any number of rows.
 *
 * @param firstParameter the number of the first `$n` it may use
 */
export function rowArrays<Row>(
  alias: string,
  columns: readonly ArrayColumn<Row>[],
  rows: readonly Row[],
  firstParameter: number,
): { readonly from: string; readonly values: readonly unknown[][] } {
  return { from: unnested(alias, columns, firstParameter), values: arraysOf(columns, rows) };
}

/** The same text for any rows: for statements that are prepared. */
export function unnested<Row>(
  alias: string,
  columns: readonly ArrayColumn<Row>[],
  firstParameter: number,
): string {
  const parameters = columns.map((column, index) => `$${firstParameter + index}::${column.type}[]`);
  return `unnest(${parameters.join(', ')}) as ${alias}(${columns.map((column) => column.name).join(', ')})`;
}

/** The parameters that belong to `unnested`. */
export function arraysOf<Row>(
  columns: readonly ArrayColumn<Row>[],
  rows: readonly Row[],
): unknown[][] {
  return columns.map((column) => rows.map(column.of));
}
