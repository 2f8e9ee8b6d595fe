import { addDays, localDate } from '@invoicetracker/calendar';

import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { cancelNotice } from './cancel-notice.js';
import { dropSettledCases, whyNothing } from './drop-settled-cases.js';
import type { Moment } from './moment.js';

/** Days after which a notice that nobody has let go is decided anew, with the figures of then. */
export const APPROVAL_DAYS = 7;

/**
 * Takes out of the notices that wait for a person, letters and tasks among them, what has been paid, closed or stopped meanwhile, and
 * cancels those that are left empty. One that somebody decides about at this moment is left to the last look
 * before it leaves.
 *
 * @param invoiceIds only the notices about these invoices; left out: all of the account
 */
export async function dropFromAwaiting(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  invoiceIds?: readonly string[],
): Promise<void> {
  const touched = await tx.query<{ id: string; clientId: string }>(TOUCHED, [
    scope.accountId,
    at.today,
    invoiceIds ?? null,
  ]);
  for (const notice of touched) {
    const look = await dropSettledCases(tx, scope, at, notice);
    if (look.kept.length === 0) await cancelNotice(tx, scope, at, notice.id, whyNothing(look));
  }
}

/** Cancels what nobody has let go in time: its cases are decided anew. */
export async function expireAwaiting(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
): Promise<void> {
  const expired = await tx.query<{ id: string }>(
    `select id from notices where account_id = $1 and state = 'awaiting_approval' and planned_on <= $2 for update skip locked`,
    [scope.accountId, addDays(localDate(at.today), -APPROVAL_DAYS)],
  );
  for (const { id } of expired) await cancelNotice(tx, scope, at, id, 'approval-expired');
}

const TOUCHED = `
select n.id, n.client_id as "clientId" from notices n
 where n.account_id = $1 and n.state in ('awaiting_approval', 'to_do')
   and exists (
     select 1 from notice_cases k
       join cases c on c.account_id = k.account_id and c.id = k.case_id
       join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
      cross join lateral hold_of_message(c.account_id, c.id, c.client_id, k.instalment_on) h
      cross join lateral asked_of_line(c.account_id, c.id, i.balance_minor, k.instalment_on, $2::date) asked
      where k.account_id = n.account_id and k.notice_id = n.id and k.outcome <> 'dropped'
        and ($3::uuid[] is null or c.invoice_id = any ($3::uuid[]))
        and (c.state <> 'active' or c.cycle <> k.cycle or asked.minor <= 0 or not coalesce(h.until <= $2::date, h.hold_id is null)
             or release_mode_of(c.account_id, c.policy_id) = 'off'
             -- what the client has in hand may cover it
             or exists (select 1 from payments p where p.account_id = $1 and p.client_id = c.client_id and p.unallocated_minor > 0)
             or exists (select 1 from invoices x where x.account_id = $1 and x.client_id = c.client_id and x.balance_minor < 0)
             or exists (select 1 from stages s where s.account_id = $1 and s.policy_id = c.policy_id and s.version = c.policy_version
                                                and s.key = k.stage_key and s.offset_days < 0 and coalesce(k.instalment_on, i.due_on) <= $2::date)))
 order by n.id for update of n skip locked`;
