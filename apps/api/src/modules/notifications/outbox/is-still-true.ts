import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { readClientCredit } from '../../cases/contract/client-credit.js';
import type { NoticeOfClient } from '../../cases/contract/drop-settled-cases.js';
import type { Moment } from '../../cases/contract/moment.js';
import { mayEnclosedLeave } from '../../late-payment/contract/notes-to-send.js';

/**
 * Whether a letter that is frozen still says the truth: every case is open, for the amount the letter names (of an
 * instalment, what is missing of it), nobody holds it, and it may still be written about; and the interest notes that go
 * along may still leave.
 */
export async function isStillTrue(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  notice: NoticeOfClient,
): Promise<boolean> {
  const { credited } = await readClientCredit(tx, scope, notice.clientId, at.today);
  const changed = await tx.one(CHANGED, [
    scope.accountId,
    notice.id,
    at.today,
    [...credited.keys()],
    [...credited.values()].map(({ minor }) => minor),
  ]);
  if (changed !== undefined) return false;
  return mayEnclosedLeave(tx, scope.accountId, notice.id, at.today);
}

const CHANGED = prepared(
  `select 1 from notice_cases k
       left join unnest($4::uuid[], $5::bigint[]) as credit(case_id, minor) on credit.case_id = k.case_id
       join cases c on c.account_id = k.account_id and c.id = k.case_id
       join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
      cross join lateral asked_of_line(c.account_id, c.id, i.balance_minor, k.instalment_on, $3::date) asked
      cross join lateral hold_of_message(c.account_id, c.id, c.client_id, k.instalment_on) h
      cross join lateral case_entry($1, i.connection_id, c.client_id, c.is_old_debt, i.due_on, c.policy_id, c.policy_version) e
      where k.account_id = $1 and k.notice_id = $2 and k.outcome <> 'dropped'
        and (c.state <> 'active' or c.cycle <> k.cycle or asked.minor <> k.amount_minor or coalesce(credit.minor, 0) <> k.credited_minor
             or not may_enter(e.entry, e.up_to, k.stage_key, k.stage_position)
             or not coalesce(h.until <= $3::date, h.hold_id is null)) limit 1`,
);
