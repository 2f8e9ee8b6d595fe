import { finding, type ProviderContext, type SetAside, told } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { PAGE_SIZE } from '../config.js';
import type { ReadRow } from '../invoice-record.js';
import { failureOf, unexpectedAnswer } from './failure.js';

/** Where a walk through one list stands. */
export interface ListPosition {
  readonly offset: number;
  /** highest id delivered so far */
  readonly after: bigint | null;
  /** how many rows the list had when it was looked at last */
  readonly total: number | null;
}

export const LIST_START: ListPosition = { offset: 0, after: null, total: null };

export interface ListSource<T extends ListedRecord> {
  readonly path: string;
  readonly collection: string;
  readonly filters: readonly (readonly [name: string, value: string])[];
  readonly read: (raw: unknown) => ReadRow<T>;
}

export interface ListedRecord {
  readonly externalId: string;
  readonly sequence: bigint;
}

export interface ListWindow<T> {
  /** those not delivered before, without repeats, in the list's order */
  readonly records: readonly T[];
  readonly setAside: readonly SetAside[];
  readonly isOrdered: boolean;
  readonly total: number;
  readonly last: bigint | null;
  /** null at the end of the list */
  readonly next: ListPosition | null;
}

/** `count`, `next` and `previous` are there too, and are not to be believed. */
const Envelope = z.object({
  metainfo: z.object({ total_count: z.int().nonnegative() }),
  entities: z.array(z.unknown()),
});

/**
 * Reads the next rows of a list in the order of their ids; without an order the same row comes on two pages and another
 * on none. When rows have left the list since the last page, everything behind them has moved up: the window then moves
 * back until it overlaps what was delivered, so that nothing falls through the gap.
 */
export async function readWindow<T extends ListedRecord>(
  context: ProviderContext,
  source: ListSource<T>,
  position: ListPosition,
): Promise<ListWindow<T>> {
  let { offset } = position;
  let page = await fetchPage(context, source, offset);
  let step = position.total === null ? 0 : position.total - page.total + 1;
  while (step > 1 && offset > 0 && !overlaps(page, position.after, source)) {
    offset = Math.max(0, offset - step);
    page = await fetchPage(context, source, offset);
    step = PAGE_SIZE;
  }
  return toWindow(source, page, offset, position.after);
}

interface FetchedPage {
  readonly total: number;
  readonly entities: readonly unknown[];
}

async function fetchPage<T extends ListedRecord>(
  context: ProviderContext,
  source: ListSource<T>,
  offset: number,
): Promise<FetchedPage> {
  const response = await context.request({
    method: 'GET',
    path: source.path,
    query: [
      ...source.filters,
      ['order', 'id asc'],
      ['limit', String(PAGE_SIZE)],
      ['offset', String(offset)],
    ],
  });
  if (response.status !== 200) throw failureOf(response);
  const envelope = Envelope.safeParse(response.body);
  if (!envelope.success) throw unexpectedAnswer(response.status);
  return { total: envelope.data.metainfo.total_count, entities: envelope.data.entities };
}

function overlaps<T extends ListedRecord>(
  page: FetchedPage,
  after: bigint | null,
  source: ListSource<T>,
): boolean {
  if (after === null) return true;
  for (const raw of page.entities) {
    const row = source.read(raw);
    if (row.isUsable) return row.record.sequence <= after;
  }
  return false;
}

function toWindow<T extends ListedRecord>(
  source: ListSource<T>,
  page: FetchedPage,
  offset: number,
  after: bigint | null,
): ListWindow<T> {
  const { distinct, setAside } = sift(source, page.entities);
  const isOrdered = distinct.every(
    (row, i) => i === 0 || (distinct[i - 1] as T).sequence < row.sequence,
  );
  // out of order, an id says nothing about what was delivered before
  const records =
    isOrdered && after !== null ? distinct.filter((row) => row.sequence > after) : distinct;
  const last = distinct.reduce(
    (max, row) => (max === null || row.sequence > max ? row.sequence : max),
    after,
  );
  const repeats = setAside.filter(({ reason }) => reason === 'duplicate').length;
  const end = offset + page.entities.length - repeats;
  const isEnd = page.entities.length === 0 || end >= page.total;
  return {
    records,
    setAside,
    isOrdered,
    total: page.total,
    last,
    next: isEnd ? null : { offset: end, after: last, total: page.total },
  };
}

function sift<T extends ListedRecord>(source: ListSource<T>, entities: readonly unknown[]) {
  const seen = new Set<string>();
  const distinct: T[] = [];
  const setAside: SetAside[] = [];
  for (const raw of entities) {
    const row = source.read(raw);
    const id = row.isUsable ? row.record.externalId : row.setAside.externalId;
    if (id !== null && seen.has(id)) {
      setAside.push(duplicate(source.collection, id, raw));
      continue;
    }
    if (id !== null) seen.add(id);
    if (row.isUsable) distinct.push(row.record);
    else setAside.push(row.setAside);
  }
  return { distinct, setAside };
}

function duplicate(collection: string, externalId: string, record: unknown): SetAside {
  return { collection, externalId, reason: 'duplicate', ...told(finding('came-twice')), record };
}
