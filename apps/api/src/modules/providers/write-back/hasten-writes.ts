import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/**
 * The connection works again: what waits to be told does not sit out a pause that was meant for when it did not. The
 * next tick comes to it.
 *
 * @param wall real time
 */
export async function hastenWrites(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
  wall: Date,
): Promise<void> {
  await tx.execute(
    `update payment_writes set try_after = $3
      where account_id = $1 and connection_id = $2 and state = 'waiting' and try_after > $3`,
    [scope.accountId, connectionId, wall],
  );
}
