import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { putOnHold } from '../../cases/contract/put-on-hold.js';

/** Stops the reminders of every case a notice was about, until somebody has looked at the answer. */
export async function holdForReply(
  tx: Transaction,
  scope: AccountScope,
  at: { readonly now: Date; readonly today: string },
  noticeId: string,
  reply: { readonly mailId: string; readonly from: string | null },
): Promise<void> {
  for (const caseId of await openCasesOf(tx, scope, noticeId)) {
    await putOnHold(
      tx,
      scope,
      at,
      { kind: 'case', id: caseId },
      { code: 'reply', reason: reply.from ?? '', until: null, facts: { replyId: reply.mailId } },
    );
  }
}

/** The cases a notice was about that are still open, always in the same order, so that two cannot wait for each other. */
export async function openCasesOf(
  tx: Transaction,
  scope: AccountScope,
  noticeId: string,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select c.id from notice_cases k join cases c on c.account_id = k.account_id and c.id = k.case_id
      where k.account_id = $1 and k.notice_id = $2 and k.outcome <> 'dropped' and c.state = 'active' order by c.id for update of c`,
    [scope.accountId, noticeId],
  );
  return rows.map(({ id }) => id);
}
