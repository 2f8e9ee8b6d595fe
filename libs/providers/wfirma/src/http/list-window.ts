import { finding, type ProviderContext, type SetAside, told } from '@invoicetracker/provider-kit';

import { PAGE_SIZE } from '../config.js';
import type { ReadRow } from '../invoice-record.js';
import { unexpectedAnswer } from './failure.js';
import { type Condition, findRows, type FoundRows, type Module } from './find-rows.js';
import { idOf } from '../wire.js';

/** Where a walk through one list stands. */
export interface ListPosition {
  /** highest id delivered so far: the next rows are asked for by being above it */
  readonly after: bigint | null;
  /** null while wFirma keeps to what it is asked; else the page of the whole list that comes next */
  readonly page: number | null;
  /** rows passed so far */
  readonly seen: number;
}

export const LIST_START: ListPosition = { after: null, page: null, seen: 0 };

export interface ListSource<T extends ListedRecord> {
  readonly module: Module;
  /** `Invoice.id` */
  readonly idField: string;
  readonly collection: string;
  readonly conditions: readonly Condition[];
  readonly read: (raw: unknown) => ReadRow<T>;
  /** the question of `conditions`, put to a row of the answer */
  readonly passes: (record: T) => boolean;
}

export interface ListedRecord {
  readonly externalId: string;
  readonly sequence: bigint;
}

export interface ListWindow<T> {
  /** those asked for and not delivered before, without repeats */
  readonly records: readonly T[];
  readonly setAside: readonly SetAside[];
  readonly isHonoured: boolean;
  readonly total: number;
  /** highest id seen */
  readonly last: bigint | null;
  /** null at the end of the list */
  readonly next: ListPosition | null;
}

/**
 * Reads the next rows of a list. They are asked for by their ids being above the last one, not by a page number: a row
 * that leaves the list meanwhile then moves nothing. When an answer shows that conditions or order were not kept to, the
 * list is read page by page without any and sorted out here.
 *
 * @throws ProviderError `retry` when a page is empty although rows are announced
 */
export async function readWindow<T extends ListedRecord>(
  context: ProviderContext,
  source: ListSource<T>,
  position: ListPosition,
): Promise<ListWindow<T>> {
  if (position.page === null) {
    const asked = await readAbove(context, source, position);
    if (asked !== null) return asked;
  }
  return readPage(context, source, position, position.page ?? 1);
}

/** @returns null when the answer is not to what was asked */
async function readAbove<T extends ListedRecord>(
  context: ProviderContext,
  source: ListSource<T>,
  { after, seen }: ListPosition,
): Promise<ListWindow<T> | null> {
  const above: Condition = { field: source.idField, operator: 'gt', value: String(after) };
  const conditions = after === null ? source.conditions : [...source.conditions, above];
  const ask = () => find(context, source, conditions, 1);
  let found = await ask();
  let sifted = sift(source, found.rows);
  // the page before once more, as a confused cache gives it
  if (after !== null && sifted.last !== null && sifted.last <= after) {
    found = await ask();
    sifted = sift(source, found.rows);
  }
  if (found.rows.length === 0 && found.total > 0) throw unexpectedAnswer(200);
  const { distinct, setAside, last, count, hasForeign } = sifted;
  const isHonoured =
    !hasForeign &&
    distinct.every(source.passes) &&
    distinct.every((row, i) => row.sequence > (distinct[i - 1]?.sequence ?? after ?? -1n));
  const isEnd = count >= found.total;
  const cannotGoOn = !isEnd && last === null;
  if (!isHonoured || cannotGoOn) return null;
  return {
    records: distinct,
    setAside,
    isHonoured: true,
    total: seen + found.total,
    last: last ?? after,
    next: isEnd ? null : { after: last, page: null, seen: seen + count },
  };
}

async function readPage<T extends ListedRecord>(
  context: ProviderContext,
  source: ListSource<T>,
  { after, page: begun, seen }: ListPosition,
  page: number,
): Promise<ListWindow<T>> {
  const found = await find(context, source, [], page);
  const { distinct, setAside, last, count } = sift(source, found.rows);
  const passed = (begun === null ? 0 : seen) + count;
  const isEnd = found.rows.length === 0 || passed >= found.total;
  return {
    records: distinct.filter((row) => row.sequence > (after ?? -1n) && source.passes(row)),
    setAside: setAside.filter(
      ({ externalId }) => externalId === null || BigInt(externalId) > (after ?? -1n),
    ),
    isHonoured: false,
    total: found.total,
    last,
    next: isEnd ? null : { after, page: page + 1, seen: passed },
  };
}

function find<T extends ListedRecord>(
  context: ProviderContext,
  { module, idField }: ListSource<T>,
  conditions: readonly Condition[],
  page: number,
): Promise<FoundRows> {
  return findRows(context, module, { conditions, order: idField, page, limit: PAGE_SIZE });
}

interface Sifted<T> {
  readonly distinct: readonly T[];
  readonly setAside: readonly SetAside[];
  /** highest readable id, of rows set aside too */
  readonly last: bigint | null;
  /** rows without repeats */
  readonly count: number;
  readonly hasForeign: boolean;
}

function sift<T extends ListedRecord>(
  { collection, read }: ListSource<T>,
  rows: readonly unknown[],
): Sifted<T> {
  const seen = new Set<string>();
  const distinct: T[] = [];
  const setAside: SetAside[] = [];
  let [count, hasForeign] = [0, false];
  let last: bigint | null = null;
  for (const raw of rows) {
    const id = idOf(raw);
    if (id !== null && seen.has(id)) {
      setAside.push(duplicate(collection, id, raw));
      continue;
    }
    count += 1;
    if (id !== null) seen.add(id);
    if (id !== null && (last === null || BigInt(id) > last)) last = BigInt(id);
    const row = read(raw);
    if (row.kind === 'usable') distinct.push(row.record);
    else if (row.kind === 'aside') setAside.push(row.setAside);
    else hasForeign = true;
  }
  return { distinct, setAside, last, count, hasForeign };
}

function duplicate(collection: string, externalId: string, record: unknown): SetAside {
  return { collection, externalId, reason: 'duplicate', ...told(finding('came-twice')), record };
}
