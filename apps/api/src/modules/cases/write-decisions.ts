import type { LocalDate } from '@invoicetracker/calendar';
import { openOn } from '@invoicetracker/dunning';

import type { Transaction } from '../../platform/database/transaction.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import type { Moment } from './contract/moment.js';
import type { DecidedCase, NoticeToPlan } from './decide-due-cases.js';

export interface WrittenDecisions {
  readonly decided: number;
  readonly moved: number;
  readonly paused: number;
  readonly closed: number;
  readonly notices: number;
}

/** Writes what was decided: notices, stages, history and the next day of each case, in the caller's transaction. */
export async function writeDecisions(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  decisions: { decided: readonly DecidedCase[]; notices: readonly NoticeToPlan[] },
  day: { isSending: boolean; tomorrow: string; isWatched: boolean },
): Promise<WrittenDecisions> {
  const { decided } = decisions;
  const planned = day.isSending
    ? await planNotices(tx, scope, at, decisions.notices, day)
    : { cases: 0, notices: 0 };
  await recordLapsedStages(tx, scope, at, decided);
  await scheduleNext(tx, scope, decided, day.tomorrow);
  return {
    decided: decided.length,
    moved: planned.cases,
    paused: decided.filter((one) => one.decision.kind === 'pause').length,
    closed: decided.filter((one) => one.decision.kind === 'close').length,
    notices: planned.notices,
  };
}

/**
 * Inserts the notices with the cases they cover. What has been decided about a connection's old debts is
 * asked once more in the same statement. The unique keys have the last word: a client that has
 * had its notice today, or a step that has one, gets no second, and its cases are looked at tomorrow.
 */
async function planNotices(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notices: readonly NoticeToPlan[],
  { tomorrow, isWatched }: { tomorrow: string; isWatched: boolean },
): Promise<{ cases: number; notices: number }> {
  if (notices.length === 0) return { cases: 0, notices: 0 };
  const covered = notices.flatMap((notice, ordinal) =>
    notice.cases.map((one) => ({ ordinal, ...one })),
  );
  const row = await tx.one<{ cases: number; notices: number }>(PLAN_NOTICES, [
    scope.accountId,
    at.today,
    at.now,
    tomorrow,
    notices.map((_notice, ordinal) => ordinal),
    notices.map((notice) => notice.clientId),
    notices.map((notice) => notice.stageKey),
    notices.map((notice) => notice.stagePosition),
    notices.map((notice) => notice.audience),
    notices.map((notice) => notice.language),
    covered.map((one) => one.ordinal),
    covered.map((one) => one.case.caseId),
    covered.map((one) => one.stage.key),
    covered.map((one) => one.stage.position),
    covered.map((one) => one.case.cycle),
    covered.map((one) => openOn(one.case.facts, at.today as LocalDate).minor),
    covered.map((one) => one.case.facts.balance.currency),
    covered.map((one) => one.case.clientId),
    notices.map((notice) => notice.senderKind),
    notices.map(({ waitsFor }) => waitsFor ?? (isWatched ? 'unusual' : null)),
    notices.map((notice) => notice.onlyCaseId),
    covered.map((one) => one.case.facts.credited.minor),
    notices.map((notice) => notice.channel),
    covered.map((one) => one.instalmentOn ?? null),
  ]);
  return row!;
}

const PLAN_NOTICES = `
with wanted as materialized (
  select uuidv7() as id, n.*
    from unnest($5::int[], $6::uuid[], $7::text[], $8::int[], $9::text[], $10::text[], $19::text[], $20::text[], $21::uuid[], $23::text[])
      as n(ordinal, client_id, stage_key, stage_position, audience, language, sender_kind, waits_for, only_case_id, channel)
), given as materialized (
  select wanted.id as notice_id, c.case_id, c.stage_key, c.stage_position, c.cycle, c.amount_minor, c.credited_minor, c.currency, c.client_id, c.instalment_on, wanted.channel,
         may_enter(e.entry, e.up_to, c.stage_key, c.stage_position) as is_allowed
    from unnest($11::int[], $12::uuid[], $13::text[], $14::int[], $15::int[], $16::bigint[], $17::text[], $18::uuid[], $22::bigint[], $24::date[])
    as c(ordinal, case_id, stage_key, stage_position, cycle, amount_minor, currency, client_id, credited_minor, instalment_on)
    join wanted using (ordinal)
    join cases k on k.account_id = $1 and k.id = c.case_id
    join invoices i on i.account_id = $1 and i.id = k.invoice_id
   cross join lateral case_entry($1, i.connection_id, k.client_id, k.is_old_debt, i.due_on, k.policy_id, k.policy_version) e
), notice as (
  insert into notices (account_id, id, client_id, stage_key, stage_position, audience, channel, language, sender_kind, waits_for, only_case_id, state, planned_on, not_before, created_at)
  select $1, n.id, n.client_id, n.stage_key, n.stage_position, n.audience, n.channel,
         case when n.audience = 'staff' then a.language else n.language end, n.sender_kind, case n.channel when 'email' then n.waits_for end, n.only_case_id,
         -- what a person posts or does anyway needs nobody else to let it go
         case when n.channel <> 'email' then 'to_do' when n.waits_for is null then 'planned' else 'awaiting_approval' end, $2, $3::timestamptz + a.undo_minutes * interval '1 minute', $3
    from wanted n join accounts a on a.id = $1
   where exists (select 1 from given g where g.notice_id = n.id and g.is_allowed)
     -- one for several and one for an invoice of its own never meet on one day
     and not exists (select 1 from notices x where x.account_id = $1 and x.client_id = n.client_id and x.audience = n.audience and x.planned_on = $2 and x.interest_note_id is null
                      and 'task' not in (x.channel, n.channel) and (x.only_case_id is null) <> (n.only_case_id is null))
     and (n.only_case_id is null or n.client_id not in (
       select o.client_id from wanted o join given g on g.notice_id = o.id and g.is_allowed
        where o.audience = 'client' and o.channel <> 'task' and o.only_case_id is null))
   order by n.ordinal
  on conflict (account_id, client_id, audience, planned_on, only_case_id, (channel = 'task')) where interest_note_id is null do nothing
  returning id
), covered as (
  insert into notice_cases (account_id, notice_id, case_id, stage_key, stage_position, channel, cycle, amount_minor, credited_minor, currency, instalment_on)
  select $1, g.notice_id, g.case_id, g.stage_key, g.stage_position, g.channel, g.cycle, g.amount_minor, g.credited_minor, g.currency, g.instalment_on
    from given g join notice on notice.id = g.notice_id
   where g.is_allowed
  on conflict (account_id, case_id, stage_key, channel, cycle, instalment_on) where outcome <> 'dropped' do nothing
  returning notice_id, case_id, stage_key, stage_position, cycle, channel, instalment_on
), staged as (
  insert into case_stages (account_id, case_id, cycle, stage_key, outcome, on_day, notice_id, instalment_on)
  select $1, case_id, cycle, stage_key, 'pending', $2, notice_id, instalment_on from covered
  on conflict (account_id, case_id, cycle, stage_key, about_on) do update set outcome = 'pending', on_day = excluded.on_day, notice_id = excluded.notice_id
), moved as (
  update cases c set stage_key = v.stage_key, stage_position = v.stage_position
    from covered v where c.account_id = $1 and c.id = v.case_id and v.stage_position > 0 -- a statement is no stage
      and v.instalment_on is null -- the case stands where it stood
), told as (
  insert into case_events (account_id, case_id, at, on_day, kind, data)
  select $1, case_id, $3, $2, case when stage_position > 0 and instalment_on is null then 'stage_reached' else 'notice_planned' end,
         jsonb_build_object('stageKey', stage_key, 'noticeId', notice_id, 'channel', channel, 'instalmentOn', instalment_on) from covered
), waiting as (
  -- Both those with a notice on its way and those whose client has had one today are looked at again tomorrow.
  insert into case_schedule (account_id, case_id, client_id, next_on, next_stage_key, reason)
  select $1, g.case_id, g.client_id, $4, g.stage_key, case when v.case_id is null then 'one-notice-a-day' when g.channel = 'letter' then 'letter-not-posted' when g.channel = 'task' then 'task-not-done' else 'waiting-for-outcome' end
    from given g left join covered v on v.case_id = g.case_id
  on conflict (account_id, case_id) do update
    set next_on = excluded.next_on, next_stage_key = excluded.next_stage_key, reason = excluded.reason
)
select (select count(*)::int from covered) as cases, (select count(*)::int from notice) as notices`;

/** A stage before the due date that is past lapses, with its reason in the history. */
async function recordLapsedStages(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  decided: readonly DecidedCase[],
): Promise<void> {
  const lapsed = decided.flatMap(({ case: one, decision }) =>
    decision.kind === 'close'
      ? []
      : decision.lapsed.map((stageKey) => ({ caseId: one.caseId, cycle: one.cycle, stageKey })),
  );
  if (lapsed.length === 0) return;
  await tx.execute(
    `with stage as (
       insert into case_stages (account_id, case_id, cycle, stage_key, outcome, on_day)
       select $1, l.case_id, l.cycle, l.stage_key, 'lapsed', $2 from unnest($4::uuid[], $5::int[], $6::text[]) as l(case_id, cycle, stage_key)
       on conflict (account_id, case_id, cycle, stage_key, about_on) do nothing
       returning case_id, stage_key
     )
     insert into case_events (account_id, case_id, at, on_day, kind, data)
     select $1, case_id, $3, $2, 'stage_lapsed', jsonb_build_object('stageKey', stage_key, 'reason', 'due-date-reached') from stage`,
    [
      scope.accountId,
      at.today,
      at.now,
      lapsed.map((one) => one.caseId),
      lapsed.map((one) => one.cycle),
      lapsed.map((one) => one.stageKey),
    ],
  );
}

const IN_HAND: ReadonlySet<string> = new Set(['letter-not-posted', 'task-not-done']);

/** Every case that stays or pauses gets its next day; one with nothing left to do leaves the schedule. */
async function scheduleNext(
  tx: Transaction,
  scope: AccountScope,
  decided: readonly DecidedCase[],
  tomorrow: string,
): Promise<void> {
  const next: { caseId: string; on: string; stageKey: string | null; reason: string }[] = [];
  const done: string[] = [];
  for (const { case: one, decision } of decided) {
    if (decision.kind === 'stay') {
      // what waits for a person's hands goes on saying so
      const on = decision.nextOn ?? (IN_HAND.has(decision.reason) ? tomorrow : null);
      if (on === null) done.push(one.caseId);
      else
        next.push({
          caseId: one.caseId,
          on,
          stageKey: decision.nextStageKey,
          reason: decision.reason,
        });
    }
    if (decision.kind === 'pause') {
      next.push({
        caseId: one.caseId,
        on: decision.until ?? tomorrow,
        stageKey: decision.nextStageKey ?? null,
        reason: decision.reason,
      });
    }
  }
  if (next.length > 0) {
    await tx.execute(
      `update case_schedule s set next_on = n.next_on, next_stage_key = coalesce(n.stage_key, s.next_stage_key), reason = n.reason
         from unnest($2::uuid[], $3::date[], $4::text[], $5::text[]) as n(case_id, next_on, stage_key, reason)
        where s.account_id = $1 and s.case_id = n.case_id`,
      [
        scope.accountId,
        next.map((one) => one.caseId),
        next.map((one) => one.on),
        next.map((one) => one.stageKey),
        next.map((one) => one.reason),
      ],
    );
  }
  if (done.length > 0) {
    await tx.execute(
      'delete from case_schedule where account_id = $1 and case_id = any ($2::uuid[])',
      [scope.accountId, done],
    );
  }
}
