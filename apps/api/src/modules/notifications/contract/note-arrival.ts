import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { recordNoticeOutcome } from '../../cases/contract/record-notice-outcome.js';
import type { Moment } from '../../cases/contract/moment.js';

/**
 * A message of which nobody knew whether it had left has left after all: somebody answered it, or its server keeps a
 * copy among what it has sent. Its notice counts, in the caller's transaction. Does nothing where that was known.
 */
export async function noteArrival(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  deliveryId: string,
  evidence: 'found-by-an-answer' | 'found-in-sent',
): Promise<void> {
  const notice = await tx.one<{ id: string }>(
    `select n.id from notices n
      where n.account_id = $1 and n.state = 'unknown'
        and n.id = (select d.notice_id from deliveries d where d.account_id = $1 and d.id = $2 and d.state = 'unknown') for update`,
    [scope.accountId, deliveryId],
  );
  if (notice === undefined) return;
  await tx.execute(
    `update deliveries set state = 'accepted', finished_at = $3 where account_id = $1 and id = $2`,
    [scope.accountId, deliveryId, at.now],
  );
  await tx.execute(
    `update notices set state = 'sent', reason = $5, sent_at = coalesce(handed_over_at, $3), sent_on = $4 where account_id = $1 and id = $2`,
    [scope.accountId, notice.id, at.now, at.today, evidence],
  );
  await recordNoticeOutcome(tx, scope, at, notice.id, 'counted', evidence);
}
