import { money } from '@invoicetracker/money';

import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import type { OpenItem, Standing } from './statement.js';

/** Lines a statement has at most: more would not be read by anybody. */
const LONGEST_STATEMENT = 500;

interface Row {
  number: string | null;
  issued_on: string | null;
  due_on: string | null;
  gross_minor: string;
  paid_minor: string;
  balance_minor: string;
  currency: string;
  standing: Standing;
}

/** Everything open between the account and a client, the oldest first, money not yet allocated last. */
export async function readOpenItems(
  tx: Transaction,
  scope: AccountScope,
  clientId: string,
  today: string,
): Promise<OpenItem[]> {
  const rows = await tx.query<Row>(OPEN_ITEMS, [
    scope.accountId,
    clientId,
    today,
    LONGEST_STATEMENT,
  ]);
  return rows.map((row) => ({
    number: row.number,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    amount: money(BigInt(row.gross_minor), row.currency),
    paid: money(BigInt(row.paid_minor), row.currency),
    open: money(BigInt(row.balance_minor), row.currency),
    standing: row.standing,
  }));
}

const OPEN_ITEMS = prepared(
  `select * from (
     select i.number, i.issued_on, case when i.balance_minor > 0 then i.due_on end as due_on, i.gross_minor, i.allocated_minor as paid_minor,
            i.balance_minor, i.currency,
            case when i.balance_minor < 0 then 'credit'
                 when exists (select 1 from holds h where h.account_id = $1 and h.subject_id = c.id and h.ended_at is null and h.code = 'dispute') then 'disputed'
                 when i.due_on >= $3::date then 'due-later'
                 when exists (select 1 from holds h where h.account_id = $1 and h.subject_id = c.id and h.ended_at is null and h.code = 'promise') then 'promised'
                 else 'overdue' end as standing
       from invoices i
       left join cases c on c.account_id = i.account_id and c.invoice_id = i.id
      where i.account_id = $1 and i.client_id = $2 and i.direction = 'receivable' and i.kind <> 'proforma' and i.balance_minor <> 0
        and not i.is_draft and i.cancelled_on is null and i.removed_on is null
     union all
     -- what an interest note asks for, beside the invoices it is about
     select t.number, t.issued_on, t.pay_by, t.total_minor, t.paid_minor, t.total_minor - t.paid_minor, t.currency,
            case when t.pay_by >= $3::date then 'due-later' else 'overdue' end
       from interest_notes t where t.account_id = $1 and t.client_id = $2 and t.voided_at is null and t.paid_minor < t.total_minor
     union all
     select null, p.received_on, null, -p.amount_minor, -p.allocated_minor, -p.unallocated_minor, p.currency,
            case when p.unallocated_minor > 0 then 'credit' else 'paid-back' end
       from payments p where p.account_id = $1 and p.client_id = $2 and p.unallocated_minor <> 0) o
    order by o.number is null, o.due_on nulls last, o.number limit $4`,
);
