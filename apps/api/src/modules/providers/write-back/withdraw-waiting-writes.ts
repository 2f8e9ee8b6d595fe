import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/**
 * Telling was switched off: what waits is not told any more. What is on its way stays, it has to be found out whether it
 * was taken.
 *
 * @param switchedOff which of the two switches
 * @param wall real time
 */
export async function withdrawWaitingWrites(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
  switchedOff: { readonly marksPaid: boolean; readonly recordsPayments: boolean },
  wall: Date,
): Promise<void> {
  if (!switchedOff.marksPaid && !switchedOff.recordsPayments) return;
  await tx.execute(
    `update payment_writes set state = 'withdrawn', code = null, detail = null, changed_at = $5
      where account_id = $1 and connection_id = $2 and state = 'waiting' and (case when covers_all then $3::boolean else $4::boolean end)`,
    [scope.accountId, connectionId, switchedOff.marksPaid, switchedOff.recordsPayments, wall],
  );
}
