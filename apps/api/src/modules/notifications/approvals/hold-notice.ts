import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { cancelNotice } from '../../cases/contract/cancel-notice.js';
import type { Moment } from '../../cases/contract/moment.js';
import { putOnHold } from '../../cases/contract/put-on-hold.js';

/**
 * Takes a notice back and stops its cases until somebody lets them go on, or a day comes. No step is lost. The
 * caller holds its row.
 *
 * @param hold `outcome` is what the notice says of it
 */
export async function holdNotice(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
  { reason, until, outcome }: { reason: string; until: string | null; outcome: string },
): Promise<void> {
  const cases = await tx.query<{ id: string }>(
    `select c.id from notice_cases k join cases c on c.account_id = k.account_id and c.id = k.case_id
      where k.account_id = $1 and k.notice_id = $2 and k.outcome <> 'dropped' and c.state = 'active' order by c.id`,
    [scope.accountId, noticeId],
  );
  await cancelNotice(tx, scope, at, noticeId, outcome);
  for (const { id } of cases) {
    await putOnHold(tx, scope, at, { kind: 'case', id }, { code: 'stop', reason, until });
  }
}
