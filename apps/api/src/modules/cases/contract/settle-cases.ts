import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { judgeDisputesOf } from '../disputes/judge-disputes.js';
import { judgePromisesOf } from '../promises/judge-promises.js';
import { dropFromAwaiting } from './drop-from-awaiting.js';
import type { Moment } from './moment.js';

export interface SettledCases {
  readonly opened: number;
  readonly closed: number;
  readonly reopened: number;
  /** The invoices whose cases were closed. */
  readonly closedInvoiceIds: readonly string[];
}

/** Whether somebody has ever promised or disputed anything on these invoices: mostly nobody has. */
interface Agreed {
  readonly isAnyPromised: boolean;
  readonly isAnyDisputed: boolean;
}

/**
 * Makes the cases say what their invoices say: opens one for each debt whose opening day has come,
 * closes those that are settled, re-opens those whose money went back (what was archived stays so), and judges what was promised and contested
 * on them. Any number of invoices; those that need nothing are left alone.
 *
 * Drafts, pro formas, credit notes and cancelled documents are no debts and never open a case.
 */
export async function settleCases(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  invoiceIds: readonly string[],
): Promise<SettledCases> {
  if (invoiceIds.length === 0) return { opened: 0, closed: 0, reopened: 0, closedInvoiceIds: [] };
  const settled = await tx.one<SettledCases & Agreed>(SETTLE, [
    scope.accountId,
    invoiceIds,
    at.today,
    at.now,
    actingUser(scope),
  ]);
  const { isAnyPromised, isAnyDisputed, ...counts } = settled!;
  if (counts.closed > 0) await dropFromAwaiting(tx, scope, at, counts.closedInvoiceIds);
  await Promise.all([
    isAnyPromised && judgePromisesOf(tx, scope, at, invoiceIds),
    isAnyDisputed && judgeDisputesOf(tx, scope, at, invoiceIds),
  ]);
  return counts;
}

const SETTLE = `
with touched as materialized (
  select i.id as invoice_id, i.client_id, i.number, i.currency, i.gross_minor, i.balance_minor, i.due_on, i.removed_on,
         -- overdue when it is first seen, and from before its connection was first read to the end
         i.connection_id is not null and i.due_on < $3::date and not exists (
           select 1 from connection_entries e
            where e.account_id = i.account_id and e.connection_id = i.connection_id and e.first_synced_on <= i.due_on) as is_old_debt,
         l.name as client_name, lower(i.number || ' ' || l.name || ' ' || coalesce(l.tax_number, '') || ' ' || l.email_text) as search_text,
         i.direction = 'receivable' and i.kind in ('invoice', 'advance', 'final', 'margin', 'oss') and not i.is_draft
           and i.cancelled_on is null and i.removed_on is null and i.balance_minor > 0 as is_debt,
         i.cancelled_on is not null as is_cancelled,
         c.id as case_id, c.state, c.cycle, c.closed_reason
    from invoices i
    join clients l on l.account_id = i.account_id and l.id = i.client_id
    left join cases c on c.account_id = i.account_id and c.invoice_id = i.id
   where i.account_id = $1 and i.id = any ($2::uuid[])
), entering as materialized (
  -- a debt without a running case gets the policy that is nearest to it, in the version of today
  select t.*, v.policy_id, v.version as policy_version, v.case_opens_offset_days as opens
    from touched t
    join policies p on p.account_id = $1 and p.id = policy_for($1, t.client_id, t.invoice_id)
    join policy_versions v on v.account_id = $1 and v.policy_id = p.id and v.version = p.current_version
   where t.is_debt and (t.case_id is null or t.state = 'closed' and t.closed_reason <> 'archived')
), opened as (
  insert into cases (account_id, invoice_id, client_id, state, opened_on, number, client_name, currency, gross_minor, balance_minor, due_on, search_text,
                     is_old_debt, policy_id, policy_version)
  select $1, t.invoice_id, t.client_id, 'active', $3, t.number, t.client_name, t.currency, t.gross_minor, t.balance_minor, t.due_on, t.search_text,
         t.is_old_debt, t.policy_id, t.policy_version
    from entering t
   where t.case_id is null and t.due_on + t.opens <= $3::date
  on conflict (account_id, invoice_id) do nothing
  returning id, client_id, due_on, cycle, balance_minor, policy_id, policy_version
), closed as (
  update cases c
     set state = 'closed', closed_on = $3, is_ready_for_hand_over = false,
         closed_reason = case
           when t.removed_on is not null then 'removed'
           when t.is_cancelled then 'cancelled'
           when exists (select 1 from allocations a where a.account_id = $1 and a.invoice_id = t.invoice_id and a.source <> 'credit_note') then 'paid'
           else 'credited' end
    from touched t
   where c.account_id = $1 and c.id = t.case_id and t.state = 'active' and not t.is_debt
  returning c.id, c.invoice_id, c.closed_reason
), reopened as (
  update cases c
     set state = 'active', closed_on = null, closed_reason = null, cycle = c.cycle + 1, stage_key = null, stage_position = null,
         policy_id = t.policy_id, policy_version = t.policy_version
    from entering t
   where c.account_id = $1 and c.id = t.case_id
  returning c.id, c.client_id, c.due_on, c.cycle, t.balance_minor, c.policy_id, c.policy_version
), let_go as (
  update holds h set ended_at = $4::timestamptz, ended_on = $3::date, ended_how = 'case-closed'
    from closed where h.account_id = $1 and h.subject_id = closed.id and h.ended_at is null
), unscheduled as (
  delete from case_schedule s using closed where s.account_id = $1 and s.case_id = closed.id
), scheduled as (
  insert into case_schedule (account_id, case_id, client_id, next_on, next_stage_key, due_from, reason)
  select $1, n.id, n.client_id, greatest($3::date, n.due_on + coalesce(stage.offset_days, 0)), stage.key, n.due_on + stage.offset_days, 'opened'
    from (select id, client_id, due_on, policy_id, policy_version from opened
          union all select id, client_id, due_on, policy_id, policy_version from reopened) n
    left join lateral (
      select s.key, s.offset_days from stages s
       where s.account_id = $1 and s.policy_id = n.policy_id and s.version = n.policy_version and s.is_enabled
         and (s.offset_days >= 0 or n.due_on > $3::date)
       order by s.position limit 1) stage on true
), told as (
  insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
  select $1, id, $4::timestamptz, $3::date, 'opened', $5::uuid, jsonb_build_object('balanceMinor', balance_minor::text) from opened
  union all
  select $1, id, $4::timestamptz, $3::date, 'closed', $5::uuid, jsonb_build_object('reason', closed_reason) from closed
  union all
  select $1, id, $4::timestamptz, $3::date, 'reopened', $5::uuid, jsonb_build_object('cycle', cycle, 'balanceMinor', balance_minor::text) from reopened
)
select (select count(*)::int from opened) as opened, (select count(*)::int from closed) as closed, (select count(*)::int from reopened) as reopened,
       array(select invoice_id from closed) as "closedInvoiceIds",
       exists (select 1 from touched t join promises p on p.account_id = $1 and p.case_id = t.case_id) as "isAnyPromised",
       exists (select 1 from touched t join disputes d on d.account_id = $1 and d.case_id = t.case_id) as "isAnyDisputed"`;
