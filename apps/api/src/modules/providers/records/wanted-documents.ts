import { isOnOrBefore, type LocalDate } from '@invoicetracker/calendar';
import type { InvoiceRecord } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';
import { rowArrays } from './row-arrays.js';

interface Place {
  readonly accountId: string;
  readonly connectionId: string;
  /** The last due day that is in view. */
  readonly dueUntil: LocalDate;
}

/**
 * Of documents a provider tells of without being asked what is owed (a list of changes, a webhook) those that belong
 * here: what is stored already, what is owed and in view, and corrections of either. Paid ones nobody was ever reminded
 * of stay out, and what is due later comes when it is.
 */
export async function wantedDocuments(
  tx: Transaction,
  place: Place,
  records: readonly InvoiceRecord[],
): Promise<InvoiceRecord[]> {
  const doubtful = records.filter((record) => !isOwed(record, place.dueUntil));
  if (doubtful.length === 0) return [...records];
  const stored = await storedAmong(tx, place, doubtful);
  const owed = new Set(
    records.filter((record) => !doubtful.includes(record)).map(({ externalId }) => externalId),
  );
  return records.filter((record) => {
    const { correctsExternalId } = record;
    if (!doubtful.includes(record) || stored.has(record)) return true;
    return correctsExternalId !== null && !record.isDraft && owed.has(correctsExternalId);
  });
}

function isOwed({ openMinor, dueOn, isDraft }: InvoiceRecord, dueUntil: LocalDate): boolean {
  return openMinor > 0n && dueOn !== null && isOnOrBefore(dueOn, dueUntil) && !isDraft;
}

/** @returns the records that are stored, or correct what is */
async function storedAmong(
  tx: Transaction,
  { accountId, connectionId }: Place,
  records: readonly InvoiceRecord[],
): Promise<ReadonlySet<InvoiceRecord>> {
  const order = new Map(records.map((record, index) => [record, index]));
  const given = rowArrays<InvoiceRecord>(
    'g',
    [
      { name: 'collection', type: 'text', of: (record) => record.collection },
      { name: 'external_id', type: 'text', of: (record) => record.externalId },
      { name: 'corrects', type: 'text', of: correctedBy },
      { name: 'n', type: 'int', of: (record) => order.get(record) },
    ],
    records,
    3,
  );
  const rows = await tx.query<{ n: number }>(
    `select g.n from ${given.from}
      where exists (select 1 from invoices i where i.account_id = $1 and i.connection_id = $2
                      and i.external_id = g.external_id and i.collection = g.collection)
         or exists (select 1 from invoices i where i.account_id = $1 and i.connection_id = $2
                      and i.external_id = g.corrects and i.kind <> 'credit_note')`,
    [accountId, connectionId, ...given.values],
  );
  return new Set(rows.map(({ n }) => records[n]!));
}

function correctedBy({ correctsExternalId, isDraft }: InvoiceRecord): string | null {
  return isDraft ? null : correctsExternalId;
}
