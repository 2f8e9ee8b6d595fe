import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { Moment } from './settle-cases.js';

/**
 * The last look before a notice leaves: takes out of it every case that is closed, held, disputed or
 * has nothing open any more, and freezes the amounts of those that stay.
 *
 * @returns the cases that stay, and how many do not
 */
export async function dropSettledCases(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  noticeId: string,
): Promise<{ kept: string[]; dropped: number }> {
  const outcome = await tx.one<{ kept: string[]; dropped: number }>(DROP, [
    scope.accountId,
    noticeId,
    at.today,
    at.now,
  ]);
  return outcome!;
}

const DROP = prepared(
  `with looked as materialized (
       select n.case_id, c.client_id, c.state, n.stage_key, n.cycle, i.balance_minor, i.currency,
              c.state = 'active' and c.cycle = n.cycle and i.balance_minor > 0
                and (c.hold_reason is null or c.hold_until <= $3::date) as is_kept
         from notice_cases n
         join cases c on c.account_id = n.account_id and c.id = n.case_id
         join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
        where n.account_id = $1 and n.notice_id = $2 and n.outcome <> 'dropped'
     ), frozen as (
       update notice_cases n set amount_minor = looked.balance_minor, currency = looked.currency
         from looked where n.account_id = $1 and n.notice_id = $2 and n.case_id = looked.case_id and looked.is_kept
          and (n.amount_minor, n.currency) is distinct from (looked.balance_minor, looked.currency)
     ), dropped as (
       update notice_cases n set outcome = 'dropped'
         from looked where n.account_id = $1 and n.notice_id = $2 and n.case_id = looked.case_id and not looked.is_kept
     ), taken_back as (
       delete from case_stages s using looked
        where s.account_id = $1 and s.case_id = looked.case_id and s.cycle = looked.cycle and s.stage_key = looked.stage_key and not looked.is_kept
     ), looked_at_again as (
       insert into case_schedule (account_id, case_id, client_id, next_on, reason)
       select $1, case_id, client_id, $3::date + 1, 'notice-cancelled' from looked where not is_kept and state = 'active'
       on conflict (account_id, case_id) do update set next_on = excluded.next_on, reason = excluded.reason
     ), told as (
       insert into case_events (account_id, case_id, at, on_day, kind, data)
       select $1, case_id, $4, $3, 'notice_cancelled', jsonb_build_object('stageKey', stage_key, 'noticeId', $2::uuid, 'detail', 'settled-before-sending')
         from looked where not is_kept
     )
     select coalesce(array_agg(case_id) filter (where is_kept), '{}') as kept, (count(*) filter (where not is_kept))::int as dropped from looked`,
);
