import type { InvoiceRecord, Page } from '@invoicetracker/provider-kit';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { CORRECTION_OF_OPEN, OPEN } from './note-vanished.js';

interface Place {
  readonly accountId: string;
  readonly connectionId: string;
}

/**
 * Remembers what a page of a list without an order has shown: such a page says nothing about what is not on it, only
 * the whole pass does.
 */
export async function noteSeen(
  tx: Transaction,
  place: Place,
  collection: string,
  externalIds: readonly string[],
): Promise<void> {
  await tx.execute(NOTE_SEEN, [place.accountId, place.connectionId, collection, externalIds]);
}

const NOTE_SEEN = prepared(
  `insert into sync_seen (account_id, connection_id, collection, external_id)
   select distinct $1::uuid, $2::uuid, $3, id from unnest($4::text[]) id on conflict do nothing`,
);

/** Everything a page has shown, also what could not be used. */
export function shownOn(page: Page<InvoiceRecord>): string[] {
  const ids = [...page.records, ...page.setAside].map((row) => row.externalId);
  return ids.filter((id) => id !== null);
}

/**
 * Notes, at the end of a pass, the open invoices that were on none of its pages; each is asked for by itself later.
 *
 * @param collections lists without an order that were read to their end
 * @param place.dueUntil what the provider was asked for
 * @returns how many were noted now
 */
export async function noteUnseen(
  tx: Transaction,
  place: Place & { readonly dueUntil: string; readonly now: Date },
  collections: readonly string[],
): Promise<number> {
  if (collections.length === 0) return 0;
  return tx.execute(
    `insert into sync_rechecks (account_id, connection_id, invoice_id, noted_at)
     ${[OPEN, CORRECTION_OF_OPEN].map(unseen).join('\n     union all\n     ')}
     on conflict do nothing`,
    [place.accountId, place.connectionId, collections, place.dueUntil, place.now],
  );
}

/** A pass is through, or begins anew. */
export async function forgetSeen(tx: Transaction, place: Place): Promise<void> {
  await tx.execute('delete from sync_seen where account_id = $1 and connection_id = $2', [
    place.accountId,
    place.connectionId,
  ]);
}

function unseen(kind: string): string {
  return `select $1::uuid, $2::uuid, i.id, $5::timestamptz from invoices i
      where i.account_id = $1 and i.connection_id = $2 and i.collection = any ($3::text[]) and ${kind}
        and not exists (select 1 from sync_seen s where s.account_id = $1 and s.connection_id = $2
                           and s.collection = i.collection and s.external_id = i.external_id)`;
}
