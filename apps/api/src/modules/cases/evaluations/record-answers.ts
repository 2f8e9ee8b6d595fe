import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from '../contract/moment.js';
import { saidBy } from './said-by.js';
import type { RunAnswer } from './answers-of-run.js';

/** Answers of a case are kept for two years, its last one for as long as the case. */
const KEPT_DAYS = 730;

/**
 * Keeps what a run answered, in the transaction of its decisions: in the history of each case where it is
 * another answer than the last, and in its schedule since when a stage is due.
 *
 * What was to be planned and has no notice was refused by the unique keys; what waits for a notice says what the
 * notice says.
 */
export async function recordAnswers(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  answers: readonly RunAnswer[],
): Promise<void> {
  if (answers.length === 0) return;
  await tx.execute(RECORD_ANSWERS, [
    scope.accountId,
    at.today,
    at.now,
    KEPT_DAYS,
    JSON.stringify(answers),
  ]);
}

/** Keeps `answer(case_id, code, facts)` where it is news, and forgets what is older than $4 days of those cases. */
const KEEP = `
news as (
  insert into case_evaluations as e (account_id, case_id, on_day, at, code, facts)
  select $1, a.case_id, $2, $3, a.code, a.facts
    from answer a
    left join lateral (
      select l.code, l.facts from case_evaluations l
       where l.account_id = $1 and l.case_id = a.case_id and l.on_day <= $2 order by l.on_day desc limit 1) last on true
   where (a.code, a.facts) is distinct from (last.code, last.facts)
     -- that its notice has not left yet is no news of a case that is grouped into it
     and (a.code = 'planned' and last.code = 'grouped' and a.facts -> 'noticeId' = last.facts -> 'noticeId') is not true
  on conflict (account_id, case_id, on_day) do update set at = excluded.at, code = excluded.code, facts = excluded.facts
  returning case_id
), forgotten as (
  delete from case_evaluations e using news where e.account_id = $1 and e.case_id = news.case_id and e.on_day < $2::date - $4::int
)`;

const RECORD_ANSWERS = `
with given as materialized (
  select * from jsonb_to_recordset($5::jsonb) as g("caseId" uuid, cycle int, code text, "dueFrom" date, facts jsonb)
), answer as materialized (
  select g."caseId" as case_id, g."dueFrom" as due_from,
         case when g.code = 'waiting-for-outcome' then coalesce(notice_answer(n.state, n.said), 'planned')
              when g.code in ('planned', 'grouped') and n.id is null then 'one-notice-a-day'
              else g.code end as code,
         case when n.id is null then g.facts - 'carriedBy'
              when g.code = 'waiting-for-outcome' then ${factsOfNotice('n', 'n.on_stage')}
              else g.facts || jsonb_build_object('noticeId', n.id) end as facts
    from given g
    left join lateral (
      select w.id, w.state, w.reason, ${saidBy('w')} as said, k.stage_key as on_stage
        from notice_cases k join notices w on w.account_id = k.account_id and w.id = k.notice_id
       where k.account_id = $1 and k.case_id = g."caseId" and k.cycle = g.cycle and k.outcome <> 'dropped'
         and case when g.code = 'waiting-for-outcome' then k.outcome = 'pending' else k.stage_key = g.facts ->> 'stageKey' and k.instalment_on is not distinct from (g.facts ->> 'instalmentOn')::date end
       order by k.notice_id desc limit 1) n on g.code in ('planned', 'grouped', 'waiting-for-outcome')
), scheduled as (
  update case_schedule s
     set due_from = a.due_from, reason = case when a.code = 'sending-switched-off' then a.code else s.reason end
    from answer a
   where s.account_id = $1 and s.case_id = a.case_id
     and (s.due_from is distinct from a.due_from or a.code = 'sending-switched-off' and s.reason <> a.code)
), ${KEEP}
select 1`;

/** Keeps what the notices say that have not left, for all their cases at once: they are not decided again while they wait. */
export async function recordWaitingNotices(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
): Promise<void> {
  await tx.execute(RECORD_WAITING, [scope.accountId, at.today, at.now, KEPT_DAYS]);
}

const RECORD_WAITING = `
with answer as materialized (
  select distinct on (k.case_id) k.case_id, notice_answer(n.state, ${saidBy('n')}) as code, ${factsOfNotice('n', 'k.stage_key')} as facts
    from notices n
    join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id and k.outcome = 'pending'
   where n.account_id = $1 and n.state in ('planned', 'held', 'deferred', 'awaiting_approval', 'to_do') and n.planned_on < $2
     and notice_answer(n.state, ${saidBy('n')}) is not null
   order by k.case_id, n.id desc
), ${KEEP}
select 1`;

/** `not-fresh: timeout` says more than its code. */
function factsOfNotice(notice: string, stageKey: string): string {
  return `jsonb_strip_nulls(jsonb_build_object('noticeId', ${notice}.id, 'stageKey', ${stageKey},
                'detail', nullif(ltrim(split_part(${notice}.reason, ':', 2)), '')))`;
}

/** Keeps what a hold answers for the cases it stops by name and longest: until its day they are not decided again. */
export async function recordHeld(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  hold: { readonly id: string; readonly code: string; readonly until: string | null },
): Promise<void> {
  const { id, code, until } = hold;
  await tx.execute(RECORD_HELD, [scope.accountId, at.today, at.now, KEPT_DAYS, id, code, until]);
}

const RECORD_HELD = `
with answer as materialized (
  select c.case_id, $6::text as code, jsonb_strip_nulls(jsonb_build_object('stageKey', s.next_stage_key, 'until', $7::date)) as facts
    from held_cases($1, array[$5]::uuid[]) c
   cross join lateral case_hold($1, c.case_id, c.client_id) longest
    left join case_schedule s on s.account_id = $1 and s.case_id = c.case_id
   where longest.hold_id = c.hold_id
), ${KEEP}
select 1`;
