import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/**
 * Keeps what is owed on the invoices of notices as it is until the caller's transaction ends: whoever pays, credits or
 * takes back meanwhile waits for it. To be called before the last look, so that what it finds is still true when the
 * notice is let go. Several may let go of notices about one invoice at a time.
 */
export async function holdDebts(
  tx: Transaction,
  scope: AccountScope,
  noticeIds: readonly string[],
): Promise<void> {
  await tx.execute(HOLD, [scope.accountId, noticeIds]);
}

/**
 * In one order, so that two who want several of them do not wait for each other. A process that stands still in the
 * middle keeps nobody from paying for longer than a minute: then its transaction is taken back.
 */
const HOLD = prepared(
  `select set_config('idle_in_transaction_session_timeout', '60s', true)
     from unnest((select $2::uuid[])) given(id) -- a subselect, so that one plan does for any number
     join notice_cases n on n.account_id = $1 and n.notice_id = given.id and n.outcome <> 'dropped'
     join cases c on c.account_id = n.account_id and c.id = n.case_id
     join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
    order by i.id for share of i`,
);
