import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../../cases/contract/moment.js';
import { planNoticeAgain } from './plan-notice-again.js';

/**
 * Sends a notice once more that nobody has got, now that an address works. If it is one that the notice came
 * back from, what goes there is another message with another id: the old id stays that of what came back.
 *
 * @returns false where somebody has got it, or where it has been settled otherwise
 */
export async function sendAgainTo(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
  address: string,
): Promise<boolean> {
  const notice = await tx.one<{ state: string }>(
    'select state from notices where account_id = $1 and id = $2 for update',
    [scope.accountId, noticeId],
  );
  if (notice?.state !== 'refused') return false;
  await planNoticeAgain(tx, scope, at, noticeId);
  await tx.execute(
    `update deliveries set state = 'skipped', message_id = '<' || gen_random_uuid() || '@' || split_part(message_id, '@', 2)
      where account_id = $1 and notice_id = $2 and recipient = $3 and state in ('bounced', 'misdirected')`,
    [scope.accountId, noticeId, address],
  );
  return true;
}
