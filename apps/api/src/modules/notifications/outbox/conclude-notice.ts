import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import {
  type NoticeOutcome,
  recordNoticeOutcome,
} from '../../cases/contract/record-notice-outcome.js';
import type { Moment } from '../../cases/contract/settle-cases.js';
import { nextAttemptAt } from './retry-delay.js';

interface Tally {
  accepted: number;
  unknown: number;
  /** Not tried yet, or told to come back later. */
  open: number;
  answer: string | null;
}

interface Conclusion {
  readonly state: 'sent' | 'unknown' | 'deferred' | 'refused';
  readonly reason: string | null;
  readonly outcome: NoticeOutcome;
}

/**
 * Draws a notice's state from its deliveries. It counts as sent when at least one address accepted it;
 * what nobody knows about waits for a person and is never sent again by itself.
 */
export async function concludeNotice(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
  attempts: number,
): Promise<void> {
  const tally = (await tx.one<Tally>(
    `select (count(*) filter (where state = 'accepted'))::int as accepted, (count(*) filter (where state = 'unknown'))::int as unknown,
            (count(*) filter (where state in ('planned', 'deferred')))::int as open,
            (array_agg(server_answer order by finished_at desc nulls last))[1] as answer
       from deliveries where account_id = $1 and notice_id = $2`,
    [scope.accountId, noticeId],
  ))!;
  const retryAt = nextAttemptAt(attempts, at.now);
  const conclusion = conclude(tally, retryAt !== null);
  await tx.execute(
    `update notices set state = $3, reason = $4, lease_until = null,
            sent_at = case when $3 = 'sent' then $5::timestamptz else sent_at end, sent_on = case when $3 = 'sent' then $6::date else sent_on end,
            not_before = case when $3 = 'deferred' then $7::timestamptz else not_before end
      where account_id = $1 and id = $2`,
    [
      scope.accountId,
      noticeId,
      conclusion.state,
      conclusion.reason,
      at.now,
      at.today,
      retryAt ?? at.now,
    ],
  );
  await recordNoticeOutcome(tx, scope, at, noticeId, conclusion.outcome, tally.answer);
}

function conclude(tally: Tally, mayRetry: boolean): Conclusion {
  if (tally.accepted > 0) return { state: 'sent', reason: null, outcome: 'counted' };
  if (tally.unknown > 0) return { state: 'unknown', reason: 'connection-lost', outcome: 'unknown' };
  if (tally.open > 0 && mayRetry)
    return { state: 'deferred', reason: 'server-said-later', outcome: 'retry' };
  return {
    state: 'refused',
    reason: tally.open > 0 ? 'given-up' : 'refused-by-server',
    outcome: 'refused',
  };
}
