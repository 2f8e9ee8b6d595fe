/** One column of a set of rows that goes to PostgreSQL as an array. */
export interface ArrayColumn<Row> {
  readonly name: string;
  readonly type: string;
  readonly of: (row: Row) => unknown;
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
  const parameters = columns.map((column, index) => `$${firstParameter + index}::${column.type}[]`);
  return {
    from: `unnest(${parameters.join(', ')}) as ${alias}(${columns.map((column) => column.name).join(', ')})`,
    values: columns.map((column) => rows.map(column.of)),
  };
}
