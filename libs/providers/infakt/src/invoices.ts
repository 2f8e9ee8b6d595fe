import { minDay, type LocalDate } from '@invoicetracker/calendar';
import {
  type Cursor,
  finding,
  type InvoiceRecord,
  type InvoiceRef,
  type ListsOpenReceivables,
  type Page,
  type ProviderContext,
  ProviderError,
  type ReadsInvoices,
  type ReceivablesQuery,
  told,
} from '@invoicetracker/provider-kit';

import { COLLECTIONS, type Collection, isCorrective } from './collections.js';
import { documentPath } from './document-path.js';
import { getDetail } from './http/get-detail.js';
import { LIST_START, type ListWindow, readWindow } from './http/list-window.js';
import { readInvoice } from './invoice-record.js';
import { fromCursor, type ReceivablesPosition, toCursor } from './receivables-cursor.js';
import { type ReceivablesFilter, receivablesFilter } from './receivables-filter.js';

export const invoices: ListsOpenReceivables & ReadsInvoices = { listOpenReceivables, getInvoice };

/**
 * Walks all seven collections in one chain of cursors. Debts come first; the issue day of the oldest open one then says
 * from when on corrections can matter, so that a firm's old corrections are never read again. A page is read anew with
 * a weaker filter when a row shows that the filter was ignored.
 */
async function listOpenReceivables(
  context: ProviderContext,
  query: ReceivablesQuery,
  cursor: Cursor | null,
): Promise<Page<InvoiceRecord>> {
  let position = cursor === null ? firstPosition(query) : fromCursor(cursor);
  for (;;) {
    const filter = receivablesFilter(position, correctionsSince(position, query));
    const window = await readWindow(context, sourceOf(position.collection, filter), position.list);
    if (filter.fallback === null || window.records.every(filter.passes)) {
      return toPage(query, position, filter, window);
    }
    position = {
      ...position,
      trust: filter.fallback,
      list: { ...LIST_START, after: position.list.after },
    };
  }
}

/** The document as it is now, whatever its state. */
async function getInvoice(
  context: ProviderContext,
  ref: InvoiceRef,
): Promise<InvoiceRecord | 'gone'> {
  const { path, collection } = documentPath(ref);
  const body = await getDetail(context, `${path}.json`);
  if (body === 'gone') return 'gone';
  const row = readInvoice(collection, body);
  if (row.isUsable && row.record.externalId === ref.externalId) return row.record;
  const { detail, findings } = row.isUsable ? told(finding('another-came-back')) : row.setAside;
  throw new ProviderError({
    actor: 'reject',
    code: 'document-unreadable',
    message: `The document cannot be used: ${detail}.`,
    findings,
  });
}

function firstPosition(query: ReceivablesQuery): ReceivablesPosition {
  return {
    collection: COLLECTIONS[0],
    trust: 'all',
    list: LIST_START,
    dueUntil: query.dueUntil,
    oldestIssuedOn: null,
  };
}

function sourceOf(collection: Collection, filter: ReceivablesFilter) {
  return {
    path: `/${collection}.json`,
    collection,
    filters: filter.parameters,
    read: (raw: unknown) => readInvoice(collection, raw),
  };
}

function toPage(
  query: ReceivablesQuery,
  position: ReceivablesPosition,
  filter: ReceivablesFilter,
  window: ListWindow<InvoiceRecord>,
): Page<InvoiceRecord> {
  const records = window.records.filter(filter.isWanted);
  const seen = { ...position, oldestIssuedOn: oldestIssue(position, records) };
  const next = window.next === null ? nextCollection(seen, query) : { ...seen, list: window.next };
  return {
    collection: position.collection,
    records,
    setAside: window.setAside,
    nextCursor: next === null ? null : toCursor(next),
    total: window.total,
    sequenceRange: {
      afterExclusive: position.list.after,
      throughInclusive: window.next === null ? null : (window.last ?? 0n),
    },
    isFilterHonoured: position.trust === 'all' && window.isOrdered,
  };
}

/** Corrections are passed over while nothing is known that they could correct. */
function nextCollection(
  position: ReceivablesPosition,
  query: ReceivablesQuery,
): ReceivablesPosition | null {
  const index = COLLECTIONS.indexOf(position.collection) + 1;
  const collection = COLLECTIONS[index];
  if (collection === undefined) return null;
  if (isCorrective(collection) && correctionsSince(position, query) === null) return null;
  return { ...position, collection, trust: 'all', list: LIST_START };
}

function correctionsSince(
  position: ReceivablesPosition,
  query: ReceivablesQuery,
): LocalDate | null {
  return earlier(position.oldestIssuedOn, query.correctionsSince ?? null);
}

function oldestIssue(
  position: ReceivablesPosition,
  records: readonly InvoiceRecord[],
): LocalDate | null {
  if (isCorrective(position.collection)) return position.oldestIssuedOn;
  return records.reduce(
    (oldest, { issuedOn }) => earlier(oldest, issuedOn),
    position.oldestIssuedOn,
  );
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return minDay(a, b);
}
