import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from './moment.js';
import { recordNoticeOutcome } from './record-notice-outcome.js';

/**
 * Cancels a notice whose row the caller holds: its steps are taken back as if they had not been planned. A
 * worker that has claimed it loses it.
 */
export async function cancelNotice(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
  reason: string,
): Promise<void> {
  await tx.execute(
    `update notices set state = 'cancelled', reason = $3, lease_until = null, fence = fence + 1 where account_id = $1 and id = $2`,
    [scope.accountId, noticeId, reason],
  );
  await recordNoticeOutcome(tx, scope, at, noticeId, 'cancelled', reason);
}
