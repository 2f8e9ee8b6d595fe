import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../../cases/contract/moment.js';
import type { LeftOut } from '../attachments/invoice-pdfs.js';

/** Writes into the history of each case that its letter leaves without the invoice, and why. */
export async function tellLeftOut(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
  leftOut: readonly LeftOut[],
): Promise<void> {
  if (leftOut.length === 0) return;
  await tx.execute(
    `insert into case_events (account_id, case_id, at, on_day, kind, data)
     select $1, o.case_id, $3, $4, 'invoice_left_out', jsonb_build_object('noticeId', $2::uuid, 'stageKey', k.stage_key, 'detail', o.reason)
       from unnest($5::uuid[], $6::text[]) as o(case_id, reason)
       join notice_cases k on k.account_id = $1 and k.notice_id = $2 and k.case_id = o.case_id`,
    [
      scope.accountId,
      noticeId,
      at.now,
      at.today,
      leftOut.map(({ caseId }) => caseId),
      leftOut.map(({ reason }) => reason),
    ],
  );
}
