import type { FaultOrder } from './fault-book.js';

export interface FaultyPage<T> {
  readonly rows: readonly T[];
  /** how many the list says there are */
  readonly total: number;
}

/**
 * Cuts one page out of a list, with what a fault does to it: `ignore-filter` takes everything, `reorder` turns the
 * list round, `empty-page` answers nothing in the middle of it, `duplicate-rows` says some of them twice.
 * @param list.matching what was asked for; `all` the list without its filters
 */
export function disturbedPage<T>(
  list: { readonly matching: readonly T[]; readonly all: () => readonly T[] },
  window: { readonly offset: number; readonly limit: number },
  fault: FaultOrder | null,
): FaultyPage<T> {
  const source = fault?.kind === 'ignore-filter' ? list.all() : list.matching;
  const ordered = fault?.kind === 'reorder' ? source.toReversed() : source;
  const page = ordered.slice(window.offset, window.offset + window.limit);
  return { rows: disturbedRows(page, fault), total: source.length };
}

function disturbedRows<T>(rows: readonly T[], fault: FaultOrder | null): readonly T[] {
  const [first, ...others] = rows;
  if (fault?.kind === 'empty-page') return [];
  if (fault?.kind !== 'duplicate-rows' || first === undefined) return rows;
  return [first, first, ...others, ...others.slice(-2)];
}

export type WireRow = Readonly<Record<string, unknown>>;

/** What a provider's spoilt rows look like, as fields laid over the right ones. */
export interface Spoiling {
  readonly 'wrong-currency': WireRow;
  readonly 'bad-row': WireRow;
}

/** The rows as they go over the wire, the first one spoilt when a fault says so; `wrong-types` keeps no field's type. */
export function spoiltRows(
  rows: readonly WireRow[],
  fault: FaultOrder | null,
  spoiling: Spoiling,
): readonly WireRow[] {
  const [first, ...others] = rows;
  if (first === undefined) return rows;
  switch (fault?.kind) {
    case 'wrong-currency':
    case 'bad-row':
      return [{ ...first, ...spoiling[fault.kind] }, ...others];
    case 'wrong-types':
      return [
        Object.fromEntries(Object.entries(first).map(([name, value]) => [name, wrongly(value)])),
        ...others,
      ];
    default:
      return rows;
  }
}

/** Text becomes a list, numbers and nothing become objects, the rest becomes text. */
function wrongly(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || value === null) return { value };
  return JSON.stringify(value);
}
