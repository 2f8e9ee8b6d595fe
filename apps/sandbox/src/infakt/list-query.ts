/** What a list was asked for, as inFakt reads it: strange values fall back to the defaults without a word. */
export interface ListQuery {
  readonly offset: number;
  readonly limit: number;
  readonly order: string | null;
  readonly fields: string | null;
  /** `q[...]` as name and value, in a fixed order */
  readonly filters: readonly (readonly [name: string, value: string])[];
}

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

export function listQuery(query: Readonly<Record<string, unknown>>): ListQuery {
  const filters = Object.entries(query)
    .filter(
      (entry): entry is [string, string] =>
        entry[0].startsWith('q[') && typeof entry[1] === 'string',
    )
    .map(([name, value]) => [name.slice(2, -1), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    offset: wholeNumber(query.offset) ?? 0,
    limit: Math.min(MAX_LIMIT, wholeNumber(query.limit) || DEFAULT_LIMIT),
    order: typeof query.order === 'string' ? query.order : null,
    fields: typeof query.fields === 'string' ? query.fields : null,
    filters,
  };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
