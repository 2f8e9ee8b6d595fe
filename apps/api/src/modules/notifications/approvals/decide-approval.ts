import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { cancelNotice } from '../../cases/contract/cancel-notice.js';
import { dropSettledCases, whyNothing } from '../../cases/contract/drop-settled-cases.js';
import type { Moment } from '../../cases/contract/moment.js';
import { skipNotice } from '../../cases/contract/skip-notice.js';
import type { DecidedNotice } from './approvals.dto.js';
import { holdNotice } from './hold-notice.js';
import { noticeContent, type NoticeToShow } from './notice-content.js';

/** A click can be taken back for so long, whatever the account's own undo window. */
const UNDO_MINUTES = 5;

export type Outcome = DecidedNotice['outcome'];

/** What a person wants done with a notice that waits for them. */
export type Wish =
  | { readonly kind: 'approve'; readonly content: string }
  | { readonly kind: 'skip' }
  | { readonly kind: 'hold'; readonly reason: string; readonly until: string | null };

/**
 * Does what a person wants with one notice, in the caller's transaction. Of two people the second finds it
 * gone.
 *
 * @returns `done`, or why not
 */
export async function decideApproval(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
  wish: Wish,
): Promise<Outcome> {
  const notice = await tx.one<NoticeToShow>(
    `select id, client_id as "clientId", audience, stage_key as "stageKey", language, sender_kind as "senderKind", planned_on as "plannedOn"
       from notices where account_id = $1 and id = $2 and state = 'awaiting_approval' for update`,
    [scope.accountId, noticeId],
  );
  if (notice === undefined) return 'gone';
  if (wish.kind === 'approve') return approve(tx, scope, at, notice, wish.content);
  if (wish.kind === 'skip') await skipNotice(tx, scope, at, noticeId);
  else await holdNotice(tx, scope, at, noticeId, { ...wish, outcome: 'held-by-a-person' });
  return 'done';
}

async function approve(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notice: NoticeToShow,
  seen: string,
): Promise<Outcome> {
  const look = await dropSettledCases(tx, scope, at, notice);
  if (look.kept.length === 0) {
    await cancelNotice(tx, scope, at, notice.id, whyNothing(look));
    return 'gone';
  }
  if (look.isAnyDraft) return 'policy-in-draft';
  const content = await noticeContent(
    tx,
    scope,
    { ...notice, stageKey: look.stageKey! },
    look.kept,
  );
  if (content === null) return 'text-broken';
  if (content.rendered.recipients.length === 0) return 'no-contact';
  if (content.fingerprint !== seen) return 'changed';
  await tx.execute(
    `update notices n set state = 'planned', reason = null, approved_at = $3, approved_by = $4, approved_content = $5,
            not_before = $3::timestamptz + greatest(a.undo_minutes, $6) * interval '1 minute'
       from accounts a where n.account_id = $1 and n.id = $2 and a.id = $1`,
    [scope.accountId, notice.id, at.now, actingUser(scope), seen, UNDO_MINUTES],
  );
  return 'done';
}
