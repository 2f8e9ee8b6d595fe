import type { InvoiceRecord, Page } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';
import { CORRECTION_OF_OPEN, kindsOn, OPEN } from '../records/note-vanished.js';

export interface StoredDocument {
  readonly id: string;
  readonly collection: string;
  readonly externalId: string;
  readonly number: string;
  readonly balance: string;
}

interface Place {
  readonly accountId: string;
  readonly connectionId: string;
  readonly dueUntil: string;
}

const COLUMNS = `i.id, i.collection, i.external_id as "externalId", i.number, i.balance_minor as balance`;

/** Open documents a page in order should have shown and did not. */
export async function missingOnPage(
  tx: Transaction,
  place: Place,
  page: Page<InvoiceRecord>,
  shown: readonly string[],
): Promise<StoredDocument[]> {
  if (page.sequenceRange === null || !page.isFilterHonoured) return [];
  return tx.query<StoredDocument>(
    `select ${COLUMNS} from invoices i
      where i.account_id = $1 and i.connection_id = $2 and i.collection = $3 and (${kindsOn(page).join(' or ')})
        and i.external_seq > coalesce($5::bigint, -9223372036854775808) and i.external_seq <= coalesce($6::bigint, 9223372036854775807)
        and i.external_id <> all ($7::text[])`,
    [
      place.accountId,
      place.connectionId,
      page.collection,
      place.dueUntil,
      page.sequenceRange.afterExclusive,
      page.sequenceRange.throughInclusive,
      shown,
    ],
  );
}

/** Open documents of lists without an order, some at a time, by their id. */
export async function openDocuments(
  tx: Transaction,
  place: Place,
  collections: readonly string[],
  afterId: string | null,
  limit: number,
): Promise<StoredDocument[]> {
  return tx.query<StoredDocument>(
    `select ${COLUMNS} from invoices i
      where i.account_id = $1 and i.connection_id = $2 and i.collection = any ($3::text[]) and (${OPEN} or ${CORRECTION_OF_OPEN})
        and ($5::uuid is null or i.id > $5) order by i.id limit $6`,
    [place.accountId, place.connectionId, collections, place.dueUntil, afterId, limit],
  );
}
