import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/**
 * Sees to it that a payment is not told to the provider of its invoice any more, alone or in a sum with others. Call it
 * with the invoice locked.
 *
 * @param wall real time
 * @returns false when it is being told at this moment, or may have been: nothing is withdrawn then
 */
export async function withdrawPaymentWrite(
  tx: Transaction,
  scope: AccountScope,
  payment: { readonly paymentId: string; readonly invoiceId: string },
  wall: Date,
): Promise<boolean> {
  const writes = await tx.query<{ payment_id: string; state: string }>(
    `select payment_id, state from payment_writes
      where account_id = $1 and invoice_id = $2 and (payment_id = $3 or covers_all) and state <> 'written'
      order by payment_id for update`,
    [scope.accountId, payment.invoiceId, payment.paymentId],
  );
  if (writes.some(({ state }) => state === 'unknown')) return false;
  await tx.execute(
    `update payment_writes set state = 'withdrawn', code = null, detail = null, changed_at = $3
      where account_id = $1 and payment_id = any ($2::uuid[])`,
    [scope.accountId, writes.map(({ payment_id: id }) => id), wall],
  );
  return true;
}
