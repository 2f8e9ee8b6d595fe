import { finding, type ProviderContext, type SetAside, told } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { PAGE_SIZE } from '../config.js';
import type { ReadRow } from '../document.js';
import { failureOf, unexpectedAnswer } from './failure.js';

/** Where a walk through one list stands. */
export interface ListPosition {
  /** from 1 */
  readonly page: number;
  /** the rows of the page before and those dealt with on this one */
  readonly seen: readonly string[];
  /** how many rows the list had when it was looked at last */
  readonly total: number | null;
}

/** Rows that come in push known ones down by as many places. */
const REMEMBERED_ROWS = 3 * PAGE_SIZE;

export const LIST_START: ListPosition = { page: 1, seen: [], total: null };

export interface ListSource<T extends ListedRecord> {
  readonly path: string;
  readonly collection: string;
  readonly filters: readonly (readonly [name: string, value: string])[];
  readonly read: (raw: unknown) => ReadRow<T>;
}

export interface ListedRecord {
  readonly externalId: string;
}

/** A row with what it is known by; one that has no readable id, or comes twice, goes by its place. */
export interface ListedRow<T> {
  readonly key: string;
  readonly row: ReadRow<T>;
}

export interface ListPage<T> {
  /** all rows of the page, dealt with or not */
  readonly rows: readonly ListedRow<T>[];
  /** those that have not been dealt with, in the list's order */
  readonly news: readonly ListedRow<T>[];
  readonly page: number;
  readonly total: number;
  readonly isLast: boolean;
}

const Envelope = z.object({
  data: z.array(z.unknown()),
  total: z.int().nonnegative(),
  current_page: z.int().nullish(),
  last_page: z.int().nullish(),
});

/**
 * Reads a page of a list that is newest first and offers no other order. Rows that come in meanwhile push the rest down:
 * they are seen twice and known again. Rows that leave pull the rest up, over the edge of a page that was read already:
 * the fall of the total shows it, and the walk steps back until it meets rows it knows.
 */
export async function readPage<T extends ListedRecord>(
  context: ProviderContext,
  source: ListSource<T>,
  position: ListPosition,
): Promise<ListPage<T>> {
  const seen = new Set(position.seen);
  let read = await fetchPage(context, source, position.page);
  if (position.total !== null && read.total < position.total) {
    while (read.page > 1 && !read.rows.some(({ key }) => seen.has(key)))
      read = await fetchPage(context, source, read.page - 1);
  }
  const news = read.rows.filter(({ key }) => !seen.has(key));
  const isRepeated = news.length === 0 && read.rows.length > 0 && read.total === position.total;
  if (isRepeated) throw unexpectedAnswer(200);
  return { ...read, news };
}

/** @param keys what was dealt with of `page.news` */
export function positionBehind<T>(
  page: ListPage<T>,
  position: ListPosition,
  keys: readonly string[],
): ListPosition | null {
  const { total } = page;
  if (keys.length < page.news.length) {
    const seen = [...position.seen, ...keys].slice(-REMEMBERED_ROWS);
    return { page: page.page, seen, total };
  }
  if (page.isLast) return null;
  return { page: page.page + 1, seen: page.rows.map(({ key }) => key), total };
}

type FetchedPage<T> = Omit<ListPage<T>, 'news'>;

async function fetchPage<T extends ListedRecord>(
  context: ProviderContext,
  source: ListSource<T>,
  page: number,
): Promise<FetchedPage<T>> {
  const response = await context.request({
    method: 'GET',
    path: source.path,
    query: [...source.filters, ['page', String(page)], ['per_page', String(PAGE_SIZE)]],
  });
  if (response.status !== 200) throw failureOf(response);
  const envelope = Envelope.safeParse(response.body);
  if (!envelope.success) throw unexpectedAnswer(response.status);
  const { data, total, current_page, last_page } = envelope.data;
  const lastPage = last_page ?? Math.ceil(total / PAGE_SIZE);
  const isMissing = data.length === 0 && total > 0 && page <= lastPage;
  if ((current_page ?? page) !== page || isMissing) throw unexpectedAnswer(response.status);
  return { rows: keyed(source, data), page, total, isLast: page >= lastPage };
}

function keyed<T extends ListedRecord>(
  source: ListSource<T>,
  data: readonly unknown[],
): readonly ListedRow<T>[] {
  const met = new Set<string>();
  return data.map((raw, index) => {
    const row = source.read(raw);
    const id = row.isUsable ? row.record.externalId : row.setAside.externalId;
    const place = `#${index}`;
    if (id === null) return { key: place, row };
    if (met.has(id)) return { key: place, row: twice(source.collection, id, raw) };
    met.add(id);
    return { key: id, row };
  });
}

function twice(collection: string, externalId: string, record: unknown): ReadRow<never> {
  const setAside: SetAside = {
    collection,
    externalId,
    reason: 'duplicate',
    ...told(finding('came-twice')),
    record,
  };
  return { isUsable: false, setAside };
}
