import type { Transaction } from '../../../platform/database/transaction.js';

/** Marks documents that the provider no longer has. Should one come back, it is taken for changed. */
export async function removeInvoices(
  tx: Transaction,
  place: { readonly accountId: string; readonly today: string; readonly writtenAt: Date },
  invoiceIds: readonly string[],
): Promise<void> {
  if (invoiceIds.length === 0) return;
  await tx.execute(
    `update invoices set removed_on = $3, content_hash = null, updated_at = $4
      where account_id = $1 and id = any ($2::uuid[]) and removed_on is null`,
    [place.accountId, invoiceIds, place.today, place.writtenAt],
  );
}
