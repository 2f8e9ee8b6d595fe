import type { InvoiceRecord, Page } from '@invoicetracker/provider-kit';

import { type Prepared, prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** An open invoice `i` of those asked for; `$4` is the last due day. */
export const OPEN = `i.kind not in ('credit_note', 'proforma') and i.due_on <= $4 and i.balance_minor > 0 and i.cancelled_on is null and i.removed_on is null`;
/** A correction `i` of one; `$1` and `$2` are account and connection. */
export const CORRECTION_OF_OPEN = `i.kind = 'credit_note' and i.corrects_external_id is not null and i.removed_on is null and exists (
          select 1 from invoices o
           where o.account_id = $1 and o.connection_id = $2 and o.external_id = i.corrects_external_id and o.kind <> 'credit_note'
             and o.due_on <= $4 and o.balance_minor > 0 and o.removed_on is null and i.issued_on >= o.issued_on)`;

/**
 * Notes the open invoices a page should have shown and did not: paid, deleted or moved meanwhile. They
 * are asked for one by one later. So are corrections of open invoices: every pass reads those issued
 * since its oldest open invoice. Pro formas are not asked for: nobody owes them, and as no payment of ours
 * settles one, a paid one would be asked for in every pass for ever. A page the provider did not filter and order as asked says nothing.
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
  if (!page.isFilterHonoured || page.sequenceRange === null) return 0;
  const shown = [
    ...page.records.map((record) => record.externalId),
    ...page.setAside.map((row) => row.externalId),
  ];
  return tx.execute(noteMissing(kindsOn(page)), [
    place.accountId,
    place.connectionId,
    page.collection,
    place.dueUntil,
    page.sequenceRange.afterExclusive,
    page.sequenceRange.throughInclusive,
    shown.filter((id) => id !== null),
    place.now,
  ]);
}

/** What a page speaks of, as conditions; an empty page may be of either kind. */
export function kindsOn(page: Page<InvoiceRecord>): string[] {
  if (page.records.length === 0) return [OPEN, CORRECTION_OF_OPEN];
  return [
    page.records.every((record) => record.kind === 'credit_note') ? CORRECTION_OF_OPEN : OPEN,
  ];
}

function noteMissing(kinds: readonly string[]): Prepared {
  return prepared(
    `insert into sync_rechecks (account_id, connection_id, invoice_id, noted_at)
     ${kinds.map(missing).join('\n     union all\n     ')}
     on conflict do nothing`,
  );
}

function missing(kind: string): string {
  return `select $1::uuid, $2::uuid, i.id, $8::timestamptz from invoices i
      where i.account_id = $1 and i.connection_id = $2 and i.collection = $3 and ${kind}
        and i.external_seq > coalesce($5::bigint, -9223372036854775808) and i.external_seq <= coalesce($6::bigint, 9223372036854775807)
        and i.external_id <> all ($7::text[])`;
}
