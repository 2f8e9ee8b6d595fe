import { isOnOrAfter, isOnOrBefore, type LocalDate, minDay } from '@invoicetracker/calendar';
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

import { correctionRecords } from './correction-records.js';
import { type Collection, isCollection } from './document-types.js';
import { documentSource } from './document-source.js';
import type { Condition } from './http/find-rows.js';
import { getRow } from './http/get-row.js';
import { LIST_START, type ListWindow, readWindow } from './http/list-window.js';
import { debtRecord, readDocument, type ReadDocument } from './invoice-record.js';
import { fromPassCursor, passCursor, type PassPosition } from './list-cursor.js';
import { INVOICES } from './modules.js';
import { lastPaymentDays } from './payment-days.js';

export const invoices: ListsOpenReceivables & ReadsInvoices = { listOpenReceivables, getInvoice };

/**
 * Debts come first; the issue day of the oldest open one then says from when on corrections can matter, so that a firm's
 * old corrections are never read again.
 */
async function listOpenReceivables(
  context: ProviderContext,
  query: ReceivablesQuery,
  cursor: Cursor | null,
): Promise<Page<InvoiceRecord>> {
  const position = fromPassCursor(cursor);
  return position.collection === 'invoices'
    ? readDebts(context, query, position)
    : readCorrections(context, query, position);
}

async function readDebts(
  context: ProviderContext,
  query: ReceivablesQuery,
  position: PassPosition,
): Promise<Page<InvoiceRecord>> {
  const conditions: Condition[] = [
    { field: 'Invoice.paymentdate', operator: 'le', value: query.dueUntil },
    { field: 'Invoice.remaining', operator: 'gt', value: '0' },
  ];
  const passes = ({ row, amounts }: ReadDocument) =>
    !amounts.isSettled && row.paymentdate !== null && isOnOrBefore(row.paymentdate, query.dueUntil);
  const source = documentSource('invoices', conditions, passes);
  const window = await readWindow(context, source, position.list);
  const records = window.records.map((read) => debtRecord(read, null));
  const oldestIssuedOn = records.reduce(
    (oldest, { issuedOn }) => earlier(oldest, issuedOn),
    position.oldestIssuedOn,
  );
  const next = nextPosition({ ...position, oldestIssuedOn }, query, window);
  return { ...pageOf(position, window, next), records, setAside: window.setAside };
}

/** Corrections matter paid or not: what they take off an open invoice is not owed. */
async function readCorrections(
  context: ProviderContext,
  query: ReceivablesQuery,
  position: PassPosition,
): Promise<Page<InvoiceRecord>> {
  const since = correctionsSince(position, query);
  const conditions: Condition[] =
    since === null ? [] : [{ field: 'Invoice.date', operator: 'ge', value: since }];
  const passes = ({ row }: ReadDocument) =>
    since === null || (row.date !== null && isOnOrAfter(row.date, since));
  const source = documentSource('corrections', conditions, passes);
  const window = await readWindow(context, source, position.list);
  const { records, setAside } = await correctionRecords(context, window.records);
  const next = nextPosition(position, query, window);
  return {
    ...pageOf(position, window, next),
    records,
    setAside: [...window.setAside, ...setAside],
  };
}

/** The document as it is now, whatever its state. */
async function getInvoice(
  context: ProviderContext,
  ref: InvoiceRef,
): Promise<InvoiceRecord | 'gone'> {
  const { collection, externalId } = requireReference(ref);
  const raw = await getRow(context, INVOICES, externalId);
  if (raw === 'gone') return 'gone';
  const read = readDocument(collection, raw);
  if (read.kind === 'foreign') throw unreadable(told(finding('kind-not-known', 'type')));
  if (read.kind === 'aside') throw unreadable(read.setAside);
  if (read.record.externalId !== externalId) throw unreadable(told(finding('another-came-back')));
  return recordOf(context, collection, read.record);
}

/** @throws ProviderError `bug` when it is no reference of ours */
export function requireReference({ collection, externalId }: InvoiceRef): {
  readonly collection: Collection;
  readonly externalId: string;
} {
  if (isCollection(collection) && /^[1-9]\d{0,18}$/.test(externalId))
    return { collection, externalId };
  throw new ProviderError({
    actor: 'bug',
    code: 'reference-unknown',
    message: 'This is no reference to a wFirma document.',
  });
}

async function recordOf(
  context: ProviderContext,
  collection: Collection,
  read: ReadDocument,
): Promise<InvoiceRecord> {
  if (collection === 'invoices') {
    const days = await lastPaymentDays(context, [read]);
    return debtRecord(read, days.get(read.externalId) ?? null);
  }
  const { records, setAside } = await correctionRecords(context, [read]);
  const [record] = records;
  if (record === undefined) throw unreadable(setAside[0] ?? told(finding('nothing-came-back')));
  return record;
}

function unreadable({ detail, findings }: ReturnType<typeof told>): ProviderError {
  return new ProviderError({
    actor: 'reject',
    code: 'document-unreadable',
    message: `The document cannot be used: ${detail}.`,
    findings,
  });
}

type PageFrame = Omit<Page<InvoiceRecord>, 'records' | 'setAside'>;

/** What a page says beside its rows; a list that was not filtered as asked proves nothing about what is not on it. */
export function pageOf(
  position: PassPosition,
  window: ListWindow<ReadDocument>,
  next: PassPosition | null,
): PageFrame {
  return {
    collection: position.collection,
    nextCursor: next === null ? null : passCursor(next),
    total: window.total,
    sequenceRange: window.isHonoured
      ? {
          afterExclusive: position.list.after,
          throughInclusive: window.next === null ? null : (window.last ?? 0n),
        }
      : null,
    isFilterHonoured: window.isHonoured,
  };
}

/** Corrections are passed over while nothing is known that they could correct. */
function nextPosition(
  position: PassPosition,
  query: ReceivablesQuery,
  window: ListWindow<ReadDocument>,
): PassPosition | null {
  if (window.next !== null) return { ...position, list: window.next };
  if (position.collection === 'corrections') return null;
  if (correctionsSince(position, query) === null) return null;
  return { ...position, collection: 'corrections', list: LIST_START };
}

function correctionsSince(position: PassPosition, query: ReceivablesQuery): LocalDate | null {
  return earlier(position.oldestIssuedOn, query.correctionsSince ?? null);
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return minDay(a, b);
}
