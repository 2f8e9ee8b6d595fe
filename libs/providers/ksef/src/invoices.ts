import {
  type Cursor,
  type InvoiceRecord,
  type InvoiceRef,
  type ListsChangedInvoices,
  type Page,
  type ProviderContext,
  ProviderError,
  type ReadsInvoices,
  type SetAside,
} from '@invoicetracker/provider-kit';

import { type ChangesPosition, fromCursor, toCursor } from './changes-cursor.js';
import { DOCUMENTS_PER_PAGE, FIRST_STORED, LOOK_BACK_DAYS, WINDOW_DAYS } from './config.js';
import { readInvoice } from './fa/invoice-record.js';
import { readDocument } from './http/read-document.js';
import { openSession } from './http/session.js';
import { unexpectedAnswer } from './http/failure.js';
import { readKsefNumber } from './ksef-number.js';
import { readStoredPage, type StoredPage } from './stored-list.js';

export const invoices: ListsChangedInvoices & ReadsInvoices = { listChangedInvoices, getInvoice };

const DAY_MS = 24 * 3600 * 1000;

/**
 * Documents never change and never vanish, so what was stored since the last pass is all there is to read. The list only
 * names them; each that the host does not know is read once, a few to a page of ours, and the cursor keeps the names of
 * those still to come.
 */
async function listChangedInvoices(
  context: ProviderContext,
  since: Date,
  cursor: Cursor | null,
): Promise<Page<InvoiceRecord>> {
  const from = cursor === null ? await firstPosition(context, since) : fromCursor(cursor);
  const { position, found } = await withPending(context, from);
  const read = await readSome(context, position.pending.slice(0, DOCUMENTS_PER_PAGE));
  const next = { ...position, pending: position.pending.slice(read.count) };
  const isEnd = next.pending.length === 0 && next.completeUntil !== null;
  return {
    collection: 'invoices',
    records: read.records,
    setAside: [...found.setAside, ...read.setAside],
    nextCursor: isEnd ? null : toCursor(next),
    total: null,
    sequenceRange: null,
    isFilterHonoured: found.isFilterHonoured,
    ...(isEnd ? { completeUntil: new Date(next.completeUntil as string) } : {}),
  };
}

/** The document as it was issued, which it stays; nobody tells KSeF about payments. */
async function getInvoice(
  context: ProviderContext,
  { collection, externalId }: InvoiceRef,
): Promise<InvoiceRecord | 'gone'> {
  if (collection !== 'invoices' || readKsefNumber(externalId) === null) {
    throw new ProviderError({
      actor: 'bug',
      code: 'reference-unknown',
      message: 'This is no reference to a document in KSeF.',
    });
  }
  const xml = await readDocument(context, externalId);
  if (xml === 'gone') return 'gone';
  const row = readInvoice(externalId, context.credentials.nip ?? '', xml);
  if (row.isUsable) return row.record;
  throw new ProviderError({
    actor: 'reject',
    code: row.setAside.reason === 'claim-sold' ? 'claim-sold' : 'document-unreadable',
    message: `The document cannot be used: ${row.setAside.detail}.`,
    findings: row.setAside.findings,
  });
}

/** KSeF's own time says how far back to go: ours may be wrong, and this connector has none. */
async function firstPosition(context: ProviderContext, since: Date): Promise<ChangesPosition> {
  const { at } = await openSession(context);
  const from = Math.max(since.getTime(), Date.parse(FIRST_STORED), at - LOOK_BACK_DAYS * DAY_MS);
  const begin = new Date(from).toISOString();
  const whole = { since: begin, isDoubtful: false, pending: [], completeUntil: null };
  return { ...whole, ...rangeFrom(begin, at) };
}

/** No range is longer than three months; the last one is open, since the high-water mark bounds it. */
function rangeFrom(from: string, at: number) {
  const end = Date.parse(from) + WINDOW_DAYS * DAY_MS;
  const to = end < at ? new Date(end).toISOString() : null;
  return { from, to, page: 0, except: [] as readonly string[] };
}

interface Found {
  readonly setAside: readonly SetAside[];
  readonly isFilterHonoured: boolean;
}

const NOTHING: Found = { setAside: [], isFilterHonoured: true };

/** The position with documents to read, after one look at the list where there were none left. */
async function withPending(
  context: ProviderContext,
  position: ChangesPosition,
): Promise<{ position: ChangesPosition; found: Found }> {
  if (position.pending.length > 0 || position.completeUntil !== null)
    return { position, found: NOTHING };
  const page = await readStoredPage(context, position, new Set(position.except));
  if (page === 'nothing-yet')
    return { position: { ...position, completeUntil: position.from }, found: NOTHING };
  const isDoubtful = position.isDoubtful || !page.isFilterHonoured;
  const next = await afterPage(context, { ...position, isDoubtful }, page);
  return { position: { ...next, pending: await unread(context, page.numbers) }, found: page };
}

/** Where the list goes on: on its next page, from its last row, in the next three months, or not at all. */
async function afterPage(
  context: ProviderContext,
  position: ChangesPosition,
  page: StoredPage,
): Promise<ChangesPosition> {
  if (page.hasMore && page.isTruncated) {
    const last = page.lastStoredAt;
    if (last === null || last === position.from) throw unexpectedAnswer(200);
    return { ...position, from: last, page: 0, except: page.lastNumbers };
  }
  if (page.hasMore) return { ...position, page: position.page + 1 };
  const { at } = await openSession(context);
  if (position.to !== null && !isBefore(page.highWaterMark, position.to))
    return { ...position, ...rangeFrom(position.to, at) };
  const mark = position.isDoubtful ? position.since : (page.highWaterMark ?? position.from);
  return { ...position, completeUntil: mark };
}

/** A list is read again now and then to be sure of it; the documents on it are not. */
async function unread(
  context: ProviderContext,
  numbers: readonly string[],
): Promise<readonly string[]> {
  const known = await context.knownAmong?.('invoices', numbers);
  return known === undefined ? numbers : numbers.filter((number) => !known.has(number));
}

function isBefore(mark: string | null, moment: string): boolean {
  return mark !== null && Date.parse(mark) < Date.parse(moment);
}

interface ReadSome {
  readonly records: readonly InvoiceRecord[];
  readonly setAside: readonly SetAside[];
  readonly count: number;
}

/** What was read before a failure is kept: an hour has few requests, and none is spent twice. */
async function readSome(context: ProviderContext, numbers: readonly string[]): Promise<ReadSome> {
  const records: InvoiceRecord[] = [];
  const setAside: SetAside[] = [];
  for (const [index, number] of numbers.entries()) {
    try {
      const xml = await readDocument(context, number);
      if (xml === 'gone') continue;
      const row = readInvoice(number, context.credentials.nip ?? '', xml);
      if (row.isUsable) records.push(row.record);
      else setAside.push(row.setAside);
    } catch (error) {
      // the next page begins with this one, and fails as this one did
      if (index === 0) throw error;
      return { records, setAside, count: index };
    }
  }
  return { records, setAside, count: numbers.length };
}
