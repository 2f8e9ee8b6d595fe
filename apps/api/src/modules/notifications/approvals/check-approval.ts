import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Approval } from '../outbox/notice-claims.js';
import { noticeContent, type NoticeToShow } from './notice-content.js';

/** Why a notice that was on its way waits for a person again. */
export type ApprovalChange = 'policy-in-draft' | 'approval-missing' | 'changed-since-approval';

/**
 * The look at the approval right before a notice leaves: it is still there, and what leaves is what was seen.
 *
 * @returns what is in the way; null lets it go
 */
export async function changeSinceApproval(
  tx: Transaction,
  scope: AccountScope,
  notice: Omit<NoticeToShow, 'plannedOn'>,
  approval: Approval,
  caseIds: readonly string[],
): Promise<ApprovalChange | null> {
  if (!approval.isNeeded) return null;
  if (approval.content === null) return 'approval-missing';
  const shown = { ...notice, plannedOn: approval.plannedOn };
  const now = await noticeContent(tx, scope, shown, caseIds);
  return now?.fingerprint === approval.content ? null : 'changed-since-approval';
}

/** Sends a notice back to the list of those that wait. The caller holds its row. */
export async function awaitApproval(
  tx: Transaction,
  scope: AccountScope,
  noticeId: string,
  change: ApprovalChange,
): Promise<void> {
  await tx.execute(
    `update notices set state = 'awaiting_approval', waits_for = coalesce(waits_for, 'draft'), reason = $3, lease_until = null, fence = fence + 1,
            approved_at = null, approved_by = null, approved_content = null where account_id = $1 and id = $2`,
    [scope.accountId, noticeId, change],
  );
}
