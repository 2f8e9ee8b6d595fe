import type { InvoiceRecord, Page } from '@invoicetracker/provider-kit';

import type { Transaction } from '../../../platform/database/transaction.js';

/**
 * Notes the open invoices a page should have shown and did not: paid, deleted or moved meanwhile. They
 * are asked for one by one later. So are corrections of open invoices: every pass reads those issued
 * since its oldest open invoice. A page the provider did not filter and order as asked says nothing.
 *
 * @param place.dueUntil what the provider was asked for
 * @returns how many were noted now
 */
export async function noteVanished(
  tx: Transaction,
  place: {
    readonly accountId: string;
    readonly connectionId: string;
    readonly dueUntil: string;
    readonly now: Date;
  },
  page: Page<InvoiceRecord>,
): Promise<number> {
  if (!page.isFilterHonoured) return 0;
  const shown = [
    ...page.records.map((record) => record.externalId),
    ...page.setAside.map((row) => row.externalId),
  ];
  return tx.execute(
    `insert into sync_rechecks (account_id, connection_id, invoice_id, noted_at)
     select $1::uuid, $2::uuid, i.id, $8::timestamptz from invoices i
      where i.account_id = $1 and i.connection_id = $2 and i.collection = $3 and i.kind <> 'credit_note' and i.due_on <= $4
        and i.balance_minor > 0 and i.cancelled_on is null and i.removed_on is null
        and ($5::bigint is null or i.external_seq > $5) and ($6::bigint is null or i.external_seq <= $6)
        and i.external_id <> all ($7::text[])
     union all
     select $1::uuid, $2::uuid, cn.id, $8::timestamptz from invoices cn
       join invoices o on o.account_id = $1 and o.connection_id = $2 and o.external_id = cn.corrects_external_id
      where cn.account_id = $1 and cn.connection_id = $2 and cn.collection = $3 and cn.kind = 'credit_note' and cn.removed_on is null
        and ($5::bigint is null or cn.external_seq > $5) and ($6::bigint is null or cn.external_seq <= $6)
        and cn.external_id <> all ($7::text[])
        and o.kind <> 'credit_note' and o.due_on <= $4 and o.balance_minor > 0 and o.removed_on is null and cn.issued_on >= o.issued_on
     on conflict do nothing`,
    [
      place.accountId,
      place.connectionId,
      page.collection,
      place.dueUntil,
      page.sequenceRange.afterExclusive,
      page.sequenceRange.throughInclusive,
      shown.filter((id) => id !== null),
      place.now,
    ],
  );
}
