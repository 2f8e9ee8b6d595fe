import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { type ClientCredit, readClientCredits } from './client-credit.js';
import type { Moment } from './moment.js';

export interface LastLook {
  readonly kept: string[];
  /** The firmest stage of those that stay, which is now the notice's; null where none stays. */
  readonly stageKey: string | null;
  readonly dropped: number;
  readonly isAnyBarred: boolean;
  /** A plan of those that stay is a draft: nothing of it may leave. */
  readonly isAnyDraft: boolean;
  /** the client has in hand what one of those that do not stay is about */
  readonly isAnyCovered: boolean;
  /** what the client has in hand, as the look has found it */
  readonly credit: ClientCredit;
}

/** What is looked at: a notice, and whose it is. */
export interface NoticeOfClient {
  readonly id: string;
  readonly clientId: string;
}

/**
 * The last look before a notice leaves: takes out of it every case that is closed, held, disputed, has
 * nothing open any more, is covered by what the client has in hand, may not enter by what has been decided about
 * old debts meanwhile, whose plan is switched off, or whose line is about an instalment that is not awaited any more. It
 * freezes the amounts of those that stay.
 *
 * @returns the cases that stay, how many do not, and whether any of those may not enter
 */
export async function dropSettledCases(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notice: NoticeOfClient,
): Promise<LastLook> {
  return (await dropSettledCasesOf(tx, scope, at, [notice])).get(notice.id)!;
}

/** The same look at several notices at once; one for each of them, by its id. */
export async function dropSettledCasesOf(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notices: readonly NoticeOfClient[],
): Promise<Map<string, LastLook>> {
  const clientIds = [...new Set(notices.map(({ clientId }) => clientId))];
  const credits = await readClientCredits(tx, scope, clientIds, at.today);
  const credited = [...credits.values()].flatMap((credit) => [...credit.credited]);
  const looks = await tx.query<Omit<LastLook, 'credit'> & { noticeId: string }>(DROP, [
    scope.accountId,
    notices.map(({ id }) => id),
    at.today,
    at.now,
    credited.map(([caseId]) => caseId),
    credited.map(([, { minor }]) => minor),
  ]);
  const byNotice = new Map(looks.map(({ noticeId, ...look }) => [noticeId, look]));
  return new Map(
    notices.map(({ id, clientId }) => [
      id,
      { ...byNotice.get(id)!, credit: credits.get(clientId)! },
    ]),
  );
}

/** Why nothing is left of a notice: of several reasons the one a person can do something about. */
export function whyNothing({ isAnyBarred, isAnyCovered }: LastLook) {
  if (isAnyBarred) return 'not-released';
  return isAnyCovered ? 'covered-by-credit' : 'settled-before-sending';
}

const DROP = prepared(
  `with looked as materialized (
       select n.notice_id, n.case_id, c.client_id, c.state, n.stage_key, n.stage_position, n.cycle, n.channel, n.instalment_on, asked.minor as balance_minor, i.currency, coalesce(credit.minor, 0) as credited_minor,
              c.state = 'active' and c.cycle = n.cycle and asked.minor > coalesce(credit.minor, 0)
                and coalesce(h.until <= $3::date, h.hold_id is null)
                and may_enter(e.entry, e.up_to, n.stage_key, n.stage_position) and mode.release <> 'off'
                -- a reminder of a due date to come is pointless once the date is there
                and not exists (select 1 from stages s where s.account_id = $1 and s.policy_id = c.policy_id and s.version = c.policy_version
                                 and s.key = n.stage_key and s.offset_days < 0 and coalesce(n.instalment_on, i.due_on) <= $3::date) as is_kept,
              may_enter(e.entry, e.up_to, n.stage_key, n.stage_position) as is_entered, not coalesce(h.until <= $3::date, h.hold_id is null) as is_held, asked.is_over, mode.release,
              asked.minor between 1 and credit.minor as is_covered
         from unnest((select $2::uuid[])) given(id) -- a subselect, so that one plan does for any number
         join notice_cases n on n.account_id = $1 and n.notice_id = given.id and n.outcome <> 'dropped'
         left join unnest($5::uuid[], $6::bigint[]) as credit(case_id, minor) on credit.case_id = n.case_id
         join cases c on c.account_id = n.account_id and c.id = n.case_id
         join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
        cross join lateral asked_of_line(c.account_id, c.id, i.balance_minor, n.instalment_on, $3::date) asked
        cross join lateral hold_of_message(c.account_id, c.id, c.client_id, n.instalment_on) h
        cross join lateral case_entry($1, i.connection_id, c.client_id, c.is_old_debt, i.due_on, c.policy_id, c.policy_version) e
        cross join lateral (select release_mode_of(c.account_id, c.policy_id) as release offset 0) mode -- asked once a case
     ), frozen as (
       update notice_cases n set amount_minor = looked.balance_minor, currency = looked.currency, credited_minor = looked.credited_minor
         from looked where n.account_id = $1 and n.notice_id = looked.notice_id and n.case_id = looked.case_id and looked.is_kept
          and (n.amount_minor, n.currency, n.credited_minor) is distinct from (looked.balance_minor, looked.currency, looked.credited_minor)
     ), firmest as (
       select distinct on (notice_id) notice_id, stage_key, stage_position from looked where is_kept order by notice_id, stage_position desc
     ), softened as (
       -- the tone is that of the firmest case that is left
       update notices n set stage_key = firmest.stage_key, stage_position = firmest.stage_position
         from firmest where n.account_id = $1 and n.id = firmest.notice_id and n.stage_key <> firmest.stage_key
     ), dropped as (
       update notice_cases n set outcome = 'dropped'
         from looked where n.account_id = $1 and n.notice_id = looked.notice_id and n.case_id = looked.case_id and not looked.is_kept
     ), taken_back as (
       delete from case_stages s using looked
        where s.account_id = $1 and s.case_id = looked.case_id and s.cycle = looked.cycle and s.stage_key = looked.stage_key
          and s.instalment_on is not distinct from looked.instalment_on and not looked.is_kept
     ), looked_at_again as (
       insert into case_schedule (account_id, case_id, client_id, next_on, reason)
       select distinct on (case_id) $1, case_id, client_id, $3::date + 1, 'notice-cancelled' from looked where not is_kept and state = 'active'
       on conflict (account_id, case_id) do update set next_on = excluded.next_on, reason = excluded.reason
     ), told as (
       insert into case_events (account_id, case_id, at, on_day, kind, data)
       select $1, case_id, $4, $3, 'notice_cancelled', jsonb_build_object('stageKey', stage_key, 'noticeId', notice_id, 'channel', channel, 'instalmentOn', instalment_on, 'detail', case when not is_entered then 'not-released' when is_held then 'on-hold' when is_over then 'instalment-not-awaited' when is_covered then 'covered-by-credit' when state = 'active' and release = 'off' then 'policy-off' else 'settled-before-sending' end)
         from looked where not is_kept
     )
     select given.id as "noticeId", max(firmest.stage_key) as "stageKey", coalesce(array_agg(case_id) filter (where is_kept), '{}') as kept, (count(*) filter (where not is_kept))::int as dropped,
            coalesce(bool_or(not is_entered), false) as "isAnyBarred", coalesce(bool_or(is_covered), false) as "isAnyCovered",
            coalesce(bool_or(is_kept and release = 'draft'), false) as "isAnyDraft"
       from unnest($2::uuid[]) given(id)
       left join looked on looked.notice_id = given.id
       left join firmest on firmest.notice_id = given.id
      group by given.id`,
);
