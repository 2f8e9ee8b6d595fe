import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/**
 * A connection has been read to the end: what waits for fresh data is looked at now, and not at its next hour.
 *
 * @returns how many notices wait no longer; whoever calls wakes the outbox
 */
export function goOnWhenFresh(tx: Transaction, scope: AccountScope, now: Date): Promise<number> {
  return tx.execute(
    `update notices set not_before = $2
      where account_id = $1 and state = 'held' and reason like 'not-fresh%' and not_before > $2`,
    [scope.accountId, now],
  );
}
