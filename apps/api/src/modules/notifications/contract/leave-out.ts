import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import {
  type NoticeOutcome,
  recordNoticeOutcome,
} from '../../cases/contract/record-notice-outcome.js';
import type { Moment } from '../../cases/contract/moment.js';

/** How the client turns out not to have a message that an address had accepted. */
export interface NotReached {
  readonly state: 'bounced' | 'misdirected';
  readonly outcome: NoticeOutcome & ('bounced' | 'misdirected');
  /** why its notice is with a person now, as the outbox says it */
  readonly noticeReason: 'bounced' | 'wrong-person';
  /** why the address is left out, in a word: `no-such-address` */
  readonly reason: string;
  /** what the other server said, in its own words */
  readonly answer: string | null;
}

/**
 * Takes a delivery back, in the caller's transaction. Its address is left out from now on, until a person has
 * looked at it. Where no other address has got the notice, its stage does not count any more, and the cases
 * wait for a person.
 */
export async function leaveOut(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  deliveryId: string,
  { state, outcome, noticeReason, reason, answer }: NotReached,
): Promise<void> {
  // The notice first: whoever hands it over locks in this order too.
  const notice = await tx.one<{ id: string; state: string; audience: string }>(
    `select n.id, n.state, n.audience from notices n
      where n.account_id = $1 and n.id = (select d.notice_id from deliveries d where d.account_id = $1 and d.id = $2) for update`,
    [scope.accountId, deliveryId],
  );
  const isNews = await tx.execute(
    `update deliveries set state = $5, server_answer = coalesce($3, server_answer), finished_at = $4
      where account_id = $1 and id = $2 and state in ('accepted', 'unknown')`,
    [scope.accountId, deliveryId, answer, at.now, state],
  );
  if (notice === undefined || isNews === 0) return;
  await tx.execute(
    `update client_contacts k set refused_at = $3, refused_reason = $4 from deliveries d
      where d.account_id = $1 and d.id = $2 and k.account_id = $1 and k.id = d.contact_id`,
    [scope.accountId, deliveryId, at.now, reason],
  );
  // The firm's own people see in the product what they were to be told.
  if (notice.audience === 'staff') return;
  const hasLeft = notice.state === 'sent' || notice.state === 'unknown';
  if (!hasLeft || (await isReached(tx, scope, notice.id))) return;
  await tx.execute(
    `update notices set state = 'refused', reason = $3, sent_at = null, sent_on = null where account_id = $1 and id = $2`,
    [scope.accountId, notice.id, noticeReason],
  );
  await recordNoticeOutcome(tx, scope, at, notice.id, outcome, reason);
}

/** Some address has it, or may have it. */
async function isReached(tx: Transaction, scope: AccountScope, noticeId: string): Promise<boolean> {
  const other = await tx.one(
    `select 1 from deliveries where account_id = $1 and notice_id = $2 and state in ('accepted', 'unknown') limit 1`,
    [scope.accountId, noticeId],
  );
  return other !== undefined;
}
