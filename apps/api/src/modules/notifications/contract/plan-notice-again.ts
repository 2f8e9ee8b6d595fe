import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { recordNoticeOutcome } from '../../cases/contract/record-notice-outcome.js';
import type { Moment } from '../../cases/contract/moment.js';

/**
 * Sends a notice that nobody has got once more: the addresses the server refused are taken for mended. What
 * came back stays as it is, and its address is left out until somebody vouches for it. The caller holds the
 * notice's row and wakes the sender.
 */
export async function planNoticeAgain(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
): Promise<void> {
  await tx.execute(
    `update client_contacts k set refused_at = null, refused_reason = null from deliveries d
      where d.account_id = $1 and d.notice_id = $2 and d.state = 'refused' and k.account_id = $1 and k.id = d.contact_id`,
    [scope.accountId, noticeId],
  );
  await tx.execute(
    `delete from deliveries where account_id = $1 and notice_id = $2 and state in ('planned', 'refused', 'deferred', 'unknown', 'skipped')`,
    [scope.accountId, noticeId],
  );
  await tx.execute(
    `update notices set state = 'planned', reason = null, not_before = $3, attempts = 0 where account_id = $1 and id = $2`,
    [scope.accountId, noticeId, at.now],
  );
  await recordNoticeOutcome(tx, scope, at, noticeId, 'retry', 'tried-again-by-a-person');
}
