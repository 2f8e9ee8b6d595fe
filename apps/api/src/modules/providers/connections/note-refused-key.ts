import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** The provider refuses the key: nothing is asked through this connection until a person has seen to it. */
export async function noteRefusedKey(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
): Promise<void> {
  await tx.execute(
    `update connections set state = 'needs_reconnect' where account_id = $1 and id = $2 and state = 'active'`,
    [scope.accountId, connectionId],
  );
}
