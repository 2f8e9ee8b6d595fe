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
  readonly state: 'sent' | 'unknown' | 'deferred' | 'refused' | 'planned';
  readonly reason: string | null;
  /** null: nothing became of it that its cases should hear of */
  readonly outcome: NoticeOutcome | null;
}

export interface Attempts {
  /** How many have been made, this one included. */
  readonly count: number;
  readonly ending: Ending;
}

/**
 * How an attempt came to its end. `server-down`: the server as a whole could not be used, the attempt says nothing about
 * the notice and is not counted. `withheld`: it was not true any more when its text was to leave; it is decided anew.
 */
export type Ending = 'tried' | 'server-down' | 'withheld';

/**
 * Draws a notice's state from its deliveries. It counts as soon as one address accepted it, and is done
 * when no other is left to try; what nobody knows about waits for a person and is never sent again by itself.
 */
export async function concludeNotice(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
  { count, ending }: Attempts,
): Promise<void> {
  const tally = await tallyDeliveries(tx, scope, noticeId);
  const retryAt = nextTry(ending, count, at.now);
  const { state, reason, outcome } = conclude(tally, retryAt !== null, ending);
  const before = await tx.one<{ isCounted: boolean; reason: string | null }>(
    `update notices set state = $3, reason = $4, lease_until = null,
            sent_at = case when $5 then coalesce(sent_at, $6) else sent_at end, sent_on = case when $5 then coalesce(sent_on, $7) else sent_on end,
            not_before = case when $3 in ('deferred', 'planned') then $8::timestamptz else not_before end,
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
      ending === 'server-down' && state === 'deferred',
    ],
  );
  // The history tells each turn once: not every further attempt, and not a second address of a notice that counts.
  if (outcome === null || before!.isCounted || (outcome === 'retry' && before!.reason === reason))
    return;
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

function nextTry(ending: Ending, count: number, now: Date): Date | null {
  if (ending === 'server-down') return afterOthers(now);
  return ending === 'withheld' ? now : nextAttemptAt(count, now);
}

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

function conclude(tally: Tally, mayRetry: boolean, ending: Ending): Conclusion {
  if (tally.accepted > 0) {
    if (tally.open > 0 && mayRetry)
      return { state: 'deferred', reason: 'some-addresses-later', outcome: 'counted' };
    return { state: 'sent', reason: null, outcome: 'counted' };
  }
  if (tally.unknown > 0) return { state: 'unknown', reason: 'connection-lost', outcome: 'unknown' };
  if (ending === 'withheld') return { state: 'planned', reason: null, outcome: null };
  if (tally.open > 0 && mayRetry) {
    const reason = ending === 'server-down' ? 'server-unavailable' : 'server-said-later';
    return { state: 'deferred', reason, outcome: 'retry' };
  }
  const reason = tally.open > 0 ? 'given-up' : 'refused-by-server';
  return { state: 'refused', reason, outcome: 'refused' };
}
