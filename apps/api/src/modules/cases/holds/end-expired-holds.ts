import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { tellOf } from '../contract/end-holds.js';
import type { Moment } from '../contract/moment.js';

/**
 * Ends the holds whose day has come. Nothing waits for this: a hold no longer counts from its day on, and
 * its cases are scheduled for that day. It puts into the history that they go on by themselves.
 */
export async function endExpiredHolds(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
): Promise<void> {
  const ended = await tx.query<{ id: string }>(
    `update holds set ended_at = $3, ended_on = $2, ended_how = 'day-came'
      where account_id = $1 and until <= $2 and code in ('stop', 'reply') and ended_at is null returning id`,
    [scope.accountId, at.today, at.now],
  );
  await tellOf(tx, scope, at, ended, 'hold_ended');
}
