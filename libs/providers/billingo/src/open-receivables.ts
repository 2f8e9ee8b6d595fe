import { isBefore, isOnOrBefore } from '@invoicetracker/calendar';
import type {
  Cursor,
  InvoiceRecord,
  ListsOpenReceivables,
  Page,
  ProviderContext,
  ReceivablesQuery,
} from '@invoicetracker/provider-kit';

import { LOOKUPS_A_PAGE } from './config.js';
import { type BillingoDocument, COLLECTION, readDocument } from './document.js';
import { LIST_START, type ListPage, positionBehind, readPage } from './http/list-page.js';
import { LookUps } from './look-up.js';
import { fromCursor, LISTS, type ReceivablesPosition, toCursor } from './receivables-cursor.js';

export const openReceivables: ListsOpenReceivables = { listOpenReceivables };

/**
 * Walks the documents of each open payment status in one chain of cursors; due dates are compared here, as Billingo has
 * no filter for them. When a row shows that the filter was ignored, the pass goes on with all documents there are.
 */
async function listOpenReceivables(
  context: ProviderContext,
  query: ReceivablesQuery,
  cursor: Cursor | null,
): Promise<Page<InvoiceRecord>> {
  let position = cursor === null ? firstPosition(query) : fromCursor(cursor);
  let page = await readPage(context, sourceOf(position), position.at);
  if (!isFiltered(position, page)) {
    position = { ...position, list: 'everything', at: LIST_START };
    page = await readPage(context, sourceOf(position), position.at);
  }
  return toPage(context, position, page);
}

function firstPosition(query: ReceivablesQuery): ReceivablesPosition {
  return {
    list: LISTS[0],
    at: LIST_START,
    dueUntil: query.dueUntil,
    witness: null,
    isExpiredUnpaid: false,
  };
}

function sourceOf({ list }: ReceivablesPosition) {
  return {
    path: '/documents',
    collection: COLLECTION,
    filters: list === 'everything' ? [] : ([['payment_status', list]] as const),
    read: readDocument,
  };
}

function isFiltered({ list }: ReceivablesPosition, page: ListPage<BillingoDocument>): boolean {
  if (list === 'everything') return true;
  return page.rows.every(({ row }) => !row.isUsable || row.record.status === list);
}

async function toPage(
  context: ProviderContext,
  begun: ReceivablesPosition,
  page: ListPage<BillingoDocument>,
): Promise<Page<InvoiceRecord>> {
  const lookUps = new LookUps(context);
  const position = await learnsWhatExpiredMeans(begun, page, lookUps);
  const keys: string[] = [];
  for (const { key, row } of page.news) {
    if (lookUps.count >= LOOKUPS_A_PAGE) break;
    keys.push(key);
    if (!row.isUsable) lookUps.setAside.push(row.setAside);
    else if (isWanted(position, row.record)) await addOpen(position, row.record, lookUps);
  }
  const next = nextPosition(position, page, keys);
  return {
    collection: COLLECTION,
    records: lookUps.records,
    setAside: lookUps.setAside,
    nextCursor: next === null ? null : toCursor(next),
    total: page.total,
    // newest first, and three lists: no page says anything about what is not on it
    sequenceRange: null,
    isFilterHonoured: position.list !== 'everything',
  };
}

function isWanted(position: ReceivablesPosition, document: BillingoDocument): boolean {
  const { kind, status, facts } = document;
  if (kind !== 'invoice' && kind !== 'advance') return false;
  if (document.isWithoutMoney || status === 'paid' || status === 'none') return false;
  return facts.dueOn === null || isOnOrBefore(facts.dueOn, position.dueUntil);
}

/** The debt, and what later documents took off it. */
async function addOpen(
  position: ReceivablesPosition,
  document: BillingoDocument,
  lookUps: LookUps,
): Promise<void> {
  await lookUps.add(document, document.status === 'expired' && position.isExpiredUnpaid);
  for (const externalId of document.later) {
    const later = await lookUps.document(externalId);
    if (later?.kind === 'credit_note') await lookUps.add(later);
  }
}

/**
 * Whether a partly paid document that is overdue reads `partially_paid` or `expired` is not documented. When one that
 * still reads `partially_paid` was due before one that reads `expired`, it is the former; nothing needs to be asked about
 * the payments on expired documents then, which is most of what a pass costs.
 */
async function learnsWhatExpiredMeans(
  position: ReceivablesPosition,
  page: ListPage<BillingoDocument>,
  lookUps: LookUps,
): Promise<ReceivablesPosition> {
  const documents = page.rows.flatMap(({ row }) => (row.isUsable ? [row.record] : []));
  if (position.list === 'partially_paid')
    return { ...position, witness: documents.reduce(earlierDue, position.witness) };
  const { witness } = position;
  if (position.list !== 'expired' || witness === null) return position;
  const isOverdue = documents.some(
    ({ facts }) => facts.dueOn !== null && isOnOrBefore(witness.dueOn, facts.dueOn),
  );
  if (!isOverdue) return position;
  const now = await lookUps.document(witness.externalId);
  const isStillSo = now?.status === 'partially_paid' && now.facts.dueOn === witness.dueOn;
  return { ...position, witness: null, isExpiredUnpaid: isStillSo };
}

function earlierDue(
  witness: ReceivablesPosition['witness'],
  { externalId, facts: { dueOn } }: BillingoDocument,
): ReceivablesPosition['witness'] {
  if (dueOn === null || (witness !== null && !isBefore(dueOn, witness.dueOn))) return witness;
  return { externalId, dueOn };
}

function nextPosition(
  position: ReceivablesPosition,
  page: ListPage<BillingoDocument>,
  keys: readonly string[],
): ReceivablesPosition | null {
  const at = positionBehind(page, position.at, keys);
  if (at !== null) return { ...position, at };
  const list = position.list === 'everything' ? undefined : LISTS[LISTS.indexOf(position.list) + 1];
  if (list === undefined || list === 'everything') return null;
  return { ...position, list, at: LIST_START };
}
