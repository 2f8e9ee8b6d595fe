import type {
  Cursor,
  InvoiceRecord,
  ListsChangedInvoices,
  Page,
  ProviderContext,
} from '@invoicetracker/provider-kit';

import { LOOKUPS_A_PAGE } from './config.js';
import { type BillingoDocument, COLLECTION, readDocument } from './document.js';
import { LIST_START, positionBehind, readPage } from './http/list-page.js';
import { LookUps } from './look-up.js';
import { listCursor, listPosition } from './receivables-cursor.js';

export const changedInvoices: ListsChangedInvoices = { listChangedInvoices };

/**
 * What was changed since, paid and cancelled documents too. That a payment counts as a change is not documented, so what
 * is open is read again as well, by `listOpenReceivables`.
 */
async function listChangedInvoices(
  context: ProviderContext,
  since: Date,
  cursor: Cursor | null,
): Promise<Page<InvoiceRecord>> {
  const position = cursor === null ? LIST_START : listPosition(cursor);
  const source = {
    path: '/documents',
    collection: COLLECTION,
    filters: [['last_modified_date', modifiedSince(since)]] as const,
    read: readDocument,
  };
  const page = await readPage(context, source, position);
  const lookUps = new LookUps(context);
  const keys: string[] = [];
  for (const { key, row } of page.news) {
    if (lookUps.count >= LOOKUPS_A_PAGE) break;
    keys.push(key);
    if (row.isUsable) await addChanged(row.record, lookUps);
    else lookUps.setAside.push(row.setAside);
  }
  const next = positionBehind(page, position, keys);
  return {
    collection: COLLECTION,
    records: lookUps.records,
    setAside: lookUps.setAside,
    nextCursor: next === null ? null : listCursor(next),
    total: page.total,
    sequenceRange: null,
    isFilterHonoured: true,
  };
}

/** A storno shows on the document it cancels, which need not count as changed itself. */
async function addChanged(document: BillingoDocument, lookUps: LookUps): Promise<void> {
  if (document.type !== 'cancellation') {
    if (document.kind !== null && !document.isWithoutMoney) await lookUps.add(document);
    return;
  }
  for (const externalId of document.earlier) {
    const original = await lookUps.document(externalId);
    if (original !== null && original.kind !== null) await lookUps.add(original);
  }
}

/**
 * "2026-03-10 08:00:00". The zone is not documented: UTC is the earlier reading of Hungarian time, so at worst an hour or
 * two too much is read.
 */
function modifiedSince(since: Date): string {
  return since.toISOString().slice(0, 19).replace('T', ' ');
}
