import { dayIn, timeIn } from '@invoicetracker/calendar';
import type {
  Cursor,
  InvoiceRecord,
  ListsChangedInvoices,
  Page,
  ProviderContext,
} from '@invoicetracker/provider-kit';

import { ZONE } from './config.js';
import { correctionRecords } from './correction-records.js';
import { documentSource } from './document-source.js';
import type { Condition } from './http/find-rows.js';
import { LIST_START, type ListWindow, readWindow } from './http/list-window.js';
import { debtRecord, type ReadDocument } from './invoice-record.js';
import { pageOf } from './invoices.js';
import { fromPassCursor, type PassPosition } from './list-cursor.js';
import { lastPaymentDays } from './payment-days.js';

export const changedInvoices: ListsChangedInvoices = { listChangedInvoices };

/** `modified` has no zone, and an hour comes twice in autumn; whose clock it follows is not documented either. */
const OVERLAP_MS = 3 * 60 * 60_000;

/** What was modified, paid and cancelled documents too. Whether a payment counts as a modification is not documented. */
async function listChangedInvoices(
  context: ProviderContext,
  since: Date,
  cursor: Cursor | null,
): Promise<Page<InvoiceRecord>> {
  const position = fromPassCursor(cursor);
  const from = wallClock(new Date(since.getTime() - OVERLAP_MS));
  const conditions: Condition[] = [{ field: 'Invoice.modified', operator: 'ge', value: from }];
  const passes = ({ row }: ReadDocument) => row.modified === null || row.modified >= from;
  const source = documentSource(position.collection, conditions, passes);
  const window = await readWindow(context, source, position.list);
  const { records, setAside } = await recordsOf(context, position, window);
  return {
    ...pageOf(position, window, nextPosition(position, window)),
    records,
    setAside: [...window.setAside, ...setAside],
  };
}

async function recordsOf(
  context: ProviderContext,
  { collection }: PassPosition,
  { records }: ListWindow<ReadDocument>,
) {
  if (collection === 'corrections') return correctionRecords(context, records);
  const days = await lastPaymentDays(context, records);
  return {
    records: records.map((read) => debtRecord(read, days.get(read.externalId) ?? null)),
    setAside: [],
  };
}

function nextPosition(
  position: PassPosition,
  window: ListWindow<ReadDocument>,
): PassPosition | null {
  if (window.next !== null) return { ...position, list: window.next };
  if (position.collection === 'corrections') return null;
  return { ...position, collection: 'corrections', list: LIST_START };
}

function wallClock(instant: Date): string {
  return `${dayIn(ZONE, instant)} ${timeIn(ZONE, instant)}:00`;
}
