import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import {
  type NoticeOutcome,
  type Outcome,
  recordCounted,
  recordNoticeOutcome,
} from '../../cases/contract/record-notice-outcome.js';
import type { Moment } from '../../cases/contract/moment.js';
import { nextAttemptAt } from './retry-delay.js';

/** Minutes a message steps back that its server could not be asked to take. */
const SERVER_DOWN_MINUTES = 10;

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

export interface Attempts {
  /** How many have been made, this one included. */
  readonly count: number;
  /** The server as a whole could not be used: the attempt says nothing about the notice and is not counted. */
  readonly isServerDown: boolean;
}

/**
 * Draws a notice's state from its deliveries. It counts as soon as one address accepted it, and is done
 * when no other is left to try; what nobody knows about waits for a person and is never sent again by itself.
 */
export async function concludeNotice(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
  { count, isServerDown }: Attempts,
): Promise<void> {
  const tally = await tallyDeliveries(tx, scope, noticeId);
  const retryAt = isServerDown ? afterOthers(at.now) : nextAttemptAt(count, at.now);
  const { state, reason, outcome } = conclude(tally, retryAt !== null, isServerDown);
  const before = await tx.one<{ isCounted: boolean; reason: string | null }>(
    `update notices set state = $3, reason = $4, lease_until = null,
            sent_at = case when $5 then coalesce(sent_at, $6) else sent_at end, sent_on = case when $5 then coalesce(sent_on, $7) else sent_on end,
            not_before = case when $3 = 'deferred' then $8::timestamptz else not_before end,
            attempts = attempts - case when $9 then 1 else 0 end
      where account_id = $1 and id = $2
     returning old.sent_at is not null as "isCounted", old.reason`,
    [
      scope.accountId,
      noticeId,
      state,
      reason,
      outcome === 'counted',
      at.now,
      at.today,
      retryAt ?? at.now,
      isServerDown && state === 'deferred',
    ],
  );
  // The history tells each turn once: not every further attempt, and not a second address of a notice that counts.
  if (before!.isCounted || (outcome === 'retry' && before!.reason === reason)) return;
  await recordNoticeOutcome(tx, scope, at, noticeId, outcome, tally.answer);
}

/** The usual end: the only address of each took it at the first attempt. Nothing has to be looked up. */
export async function concludeAccepted(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  accepted: readonly Outcome[],
): Promise<void> {
  const ids = accepted.map(({ id }) => id);
  await Promise.all([
    tx.execute(SENT, [scope.accountId, ids, at.now, at.today]),
    recordCounted(tx, scope, at, accepted),
  ]);
}

const SENT = prepared(
  `update notices n set state = 'sent', reason = null, lease_until = null, sent_at = $3, sent_on = $4
     from unnest((select $2::uuid[])) given(id) -- a subselect, so that one plan does for any number
    where n.account_id = $1 and n.id = given.id`,
);

/** When the server is tried again it is with another message first: it may be this one that it cannot take. */
function afterOthers(now: Date): Date {
  return new Date(now.getTime() + SERVER_DOWN_MINUTES * 60_000);
}

async function tallyDeliveries(
  tx: Transaction,
  scope: AccountScope,
  noticeId: string,
): Promise<Tally> {
  const tally = await tx.one<Tally>(
    `select (count(*) filter (where state = 'accepted'))::int as accepted, (count(*) filter (where state = 'unknown'))::int as unknown,
            (count(*) filter (where state in ('planned', 'deferred')))::int as open,
            (array_agg(server_answer order by finished_at desc nulls last))[1] as answer
       from deliveries where account_id = $1 and notice_id = $2`,
    [scope.accountId, noticeId],
  );
  return tally!;
}

function conclude(tally: Tally, mayRetry: boolean, isServerDown: boolean): Conclusion {
  if (tally.accepted > 0) {
    if (tally.open > 0 && mayRetry)
      return { state: 'deferred', reason: 'some-addresses-later', outcome: 'counted' };
    return { state: 'sent', reason: null, outcome: 'counted' };
  }
  if (tally.unknown > 0) return { state: 'unknown', reason: 'connection-lost', outcome: 'unknown' };
  if (tally.open > 0 && mayRetry) {
    const reason = isServerDown ? 'server-unavailable' : 'server-said-later';
    return { state: 'deferred', reason, outcome: 'retry' };
  }
  const reason = tally.open > 0 ? 'given-up' : 'refused-by-server';
  return { state: 'refused', reason, outcome: 'refused' };
}
