import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from './moment.js';

/**
 * What became of a notice, as its cases see it: `counted` when at least one address accepted it,
 * `refused` and `unknown` wait for a person, `retry` waits for the next attempt, `cancelled` takes the
 * step back as if it had not been planned. `bounced` is refused after it had been accepted,
 * `misdirected` was accepted by somebody it is not for.
 */
export type NoticeOutcome =
  'counted' | 'refused' | 'bounced' | 'misdirected' | 'unknown' | 'retry' | 'cancelled';

const EVENT: Record<NoticeOutcome, string> = {
  counted: 'notice_sent',
  refused: 'notice_refused',
  bounced: 'notice_bounced',
  misdirected: 'notice_misdirected',
  unknown: 'notice_unknown',
  retry: 'notice_deferred',
  cancelled: 'notice_cancelled',
};

/** What a stage says, where it is another word. */
const STAGE_OUTCOME: Partial<Record<NoticeOutcome, string>> = {
  retry: 'pending',
  bounced: 'refused',
  misdirected: 'refused',
};

/** Writes a notice's outcome into its cases: stage, history, contact day and next step, in the caller's transaction. */
export async function recordNoticeOutcome(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
  outcome: NoticeOutcome,
  detail: string | null,
): Promise<void> {
  if (outcome === 'counted') return recordCounted(tx, scope, at, [{ id: noticeId, detail }]);
  const writing = write(tx, scope, at, [{ id: noticeId, detail }], outcome);
  if (outcome === 'cancelled') await Promise.all([writing, stepBack(tx, scope, at, noticeId)]);
  else if (outcome === 'bounced') await Promise.all([writing, takeBack(tx, scope, at, noticeId)]);
  else await writing;
}

/** A notice that has an outcome, and what its history says of it. */
export interface Outcome {
  readonly id: string;
  readonly detail: string | null;
}

/** Writes into the cases of several notices that each of them counts. */
export async function recordCounted(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notices: readonly Outcome[],
): Promise<void> {
  await Promise.all([
    write(tx, scope, at, notices, 'counted'),
    // The gap starts, the next stage gets its day, and the last one marks the case ready.
    tx.execute(MOVE_ON, [scope.accountId, notices.map(({ id }) => id), at.today, at.now]),
  ]);
}

function write(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notices: readonly Outcome[],
  outcome: NoticeOutcome,
): Promise<number> {
  return tx.execute(WRITE, [
    scope.accountId,
    notices.map(({ id }) => id),
    STAGE_OUTCOME[outcome] ?? outcome,
    at.now,
    at.today,
    EVENT[outcome],
    actingUser(scope),
    notices.map(({ detail }) => detail),
  ]);
}

const WRITE = prepared(
  `with covered as (
       update notice_cases n set outcome = case when $3 = 'cancelled' then 'dropped' else $3 end
         from unnest((select $2::uuid[]), (select $8::text[])) given(id, detail) -- subselects, so that one plan does for any number
        where n.account_id = $1 and n.notice_id = given.id and n.outcome <> 'dropped'
       returning n.notice_id, n.case_id, n.stage_key, n.stage_position, n.cycle, n.channel, n.instalment_on, given.detail
     ), stage as (
       update case_stages s set outcome = $3, on_day = $5
         from covered v
        where s.account_id = $1 and s.case_id = v.case_id and s.cycle = v.cycle and s.stage_key = v.stage_key
          and s.instalment_on is not distinct from v.instalment_on and $3 <> 'cancelled'
     ), taken_back as (
       delete from case_stages s using covered v
        where s.account_id = $1 and s.case_id = v.case_id and s.cycle = v.cycle and s.stage_key = v.stage_key
          and s.instalment_on is not distinct from v.instalment_on and $3 = 'cancelled'
     )
     insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
     select $1, v.case_id, $4, $5, $6, $7::uuid, jsonb_build_object('stageKey', v.stage_key, 'noticeId', v.notice_id, 'detail', v.detail, 'channel', v.channel, 'instalmentOn', v.instalment_on)
       from covered v`,
);

const MOVE_ON = prepared(
  `with notice as (
       select n.id, n.client_id, n.audience, n.channel from unnest((select $2::uuid[])) given(id) join notices n on n.account_id = $1 and n.id = given.id
     ), contact as (
       insert into client_contact_days (account_id, client_id, contacted_on)
       select distinct $1::uuid, client_id, $3::date from notice where audience = 'client' and channel <> 'task' -- a task is no contact
       on conflict (account_id, client_id) do update set contacted_on = greatest(client_contact_days.contacted_on, excluded.contacted_on)
     ), ready as (
       update cases c set is_ready_for_hand_over = true
         from notice_cases n, notice
        where n.account_id = $1 and n.notice_id = notice.id and n.outcome = 'counted' and notice.audience = 'staff'
          and c.account_id = $1 and c.id = n.case_id and c.state = 'active'
       returning c.id, notice.id as notice_id
     ), told as (
       insert into case_events (account_id, case_id, at, on_day, kind, data)
       select $1, ready.id, $4, $3, 'ready_for_hand_over', jsonb_build_object('noticeId', notice_id) from ready
     ), next_step as (
       select n.case_id, c.client_id, stage.key, c.due_on + stage.offset_days as due_from,
              -- while instalments are paid, the next run decides anew what comes
              n.instalment_on is not null or exists (select 1 from awaited_instalment(n.account_id, n.case_id)) as is_planned, greatest(
                -- a hand-over waits as many days after its announcement as the policy puts between the two
                $3::date + greatest(1, case when notice.channel = 'task' then 0 when stage.audience = 'client' then policy.min_gap_days else stage.offset_days - done.offset_days end),
                c.due_on + stage.offset_days) as next_on
         from notice_cases n
         join notice on notice.id = n.notice_id
         join cases c on c.account_id = n.account_id and c.id = n.case_id and c.state = 'active'
         join policy_versions policy on policy.account_id = $1 and policy.policy_id = c.policy_id and policy.version = c.policy_version
         left join stages done on done.account_id = $1 and done.policy_id = policy.policy_id and done.version = policy.version and done.key = n.stage_key
         left join lateral (
           select s.key, s.offset_days, s.audience from stages s
            where s.account_id = $1 and s.policy_id = policy.policy_id and s.version = policy.version and s.is_enabled
              and s.position > n.stage_position and (s.offset_days >= 0 or c.due_on > $3::date)
            order by s.position limit 1) stage on true
        where n.account_id = $1 and n.outcome = 'counted'
     ), finished as (
       delete from case_schedule s using next_step where s.account_id = $1 and s.case_id = next_step.case_id and next_step.key is null and not next_step.is_planned
     )
     insert into case_schedule (account_id, case_id, client_id, next_on, next_stage_key, due_from, reason)
     select distinct on (case_id) $1::uuid, case_id, client_id, case when is_planned then $3::date + 1 else next_on end,
            case when not is_planned then key end, case when not is_planned then due_from end, case when is_planned then 'promised' else 'not-due-yet' end
       from next_step where key is not null or is_planned order by case_id, next_on desc
     on conflict (account_id, case_id) do update
       set next_on = excluded.next_on, next_stage_key = excluded.next_stage_key, due_from = excluded.due_from, reason = excluded.reason`,
);

/**
 * What counting had begun is taken back: the client was not contacted, and the next step waits with the case
 * for a person.
 */
async function takeBack(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
): Promise<void> {
  await tx.execute(
    `with notice as (
       select client_id from notices where account_id = $1 and id = $2 and audience = 'client'
     ), last as (
       select notice.client_id, max(n.sent_on) as sent_on
         from notice left join notices n
           on n.account_id = $1 and n.client_id = notice.client_id and n.audience = 'client' and n.channel <> 'task' and n.id <> $2 and n.sent_on is not null
        group by notice.client_id
     ), contacted as (
       update client_contact_days d set contacted_on = last.sent_on
         from last where d.account_id = $1 and d.client_id = last.client_id and last.sent_on is not null
     ), never_contacted as (
       delete from client_contact_days d using last where d.account_id = $1 and d.client_id = last.client_id and last.sent_on is null
     )
     insert into case_schedule (account_id, case_id, client_id, next_on, reason)
     select $1, c.id, c.client_id, $3::date + 1, 'notice-refused'
       from notice_cases n join cases c on c.account_id = n.account_id and c.id = n.case_id and c.state = 'active'
      where n.account_id = $1 and n.notice_id = $2 and n.outcome <> 'dropped'
     on conflict (account_id, case_id) do update set next_on = excluded.next_on, reason = excluded.reason`,
    [scope.accountId, noticeId, at.today],
  );
}

/** The step is taken back: the case stands at its last real stage and is decided again tomorrow. */
async function stepBack(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
): Promise<void> {
  await tx.execute(
    `with covered as (
       select n.case_id, c.client_id, c.state, n.instalment_on, last.stage_key, last.stage_position
         from notice_cases n
         join cases c on c.account_id = n.account_id and c.id = n.case_id
         left join lateral (
           select s.stage_key, b.stage_position from case_stages s
             join notice_cases b on b.account_id = s.account_id and b.notice_id = s.notice_id and b.case_id = s.case_id
            where s.account_id = n.account_id and s.case_id = n.case_id and s.cycle = c.cycle and s.notice_id <> $2 and b.stage_position > 0
              and s.instalment_on is null
            order by b.stage_position desc limit 1) last on true
        where n.account_id = $1 and n.notice_id = $2
     ), moved as (
       update cases c set stage_key = covered.stage_key, stage_position = covered.stage_position
         from covered where c.account_id = $1 and c.id = covered.case_id and covered.instalment_on is null
     )
     insert into case_schedule (account_id, case_id, client_id, next_on, reason)
     select $1, case_id, client_id, $3::date + 1, 'notice-cancelled' from covered where state = 'active'
     on conflict (account_id, case_id) do update set next_on = excluded.next_on, reason = excluded.reason`,
    [scope.accountId, noticeId, at.today],
  );
}
