import { Injectable } from '@nestjs/common';

import { NotFound } from '../../platform/http/domain-error.js';
import { moneyOf } from '../../platform/http/money.dto.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import type { PaymentList, PaymentView, WriteBackView } from './payments.dto.js';

interface PaymentRow {
  id: string;
  received_on: string;
  amount_minor: string;
  currency: string;
  source: PaymentView['source'];
  note: string | null;
  state: WriteBackView['state'] | null;
  code: string | null;
  detail: string | null;
  changed_at: Date | null;
}

/** The payments of a case's invoice, and whether its provider knows of those recorded here. */
@Injectable()
export class CasePaymentsQuery {
  constructor(private readonly tenancy: Tenancy) {}

  /** @throws NotFound */
  list(scope: AccountScope, caseId: string): Promise<PaymentList> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const one = await tx.one<{ invoice_id: string }>(
        'select invoice_id from cases where account_id = $1 and id = $2',
        [scope.accountId, caseId],
      );
      if (one === undefined) throw new NotFound('case');
      const rows = await tx.query<PaymentRow>(
        `select p.id, p.received_on::text as received_on, s.amount_minor, p.currency, p.source, p.note,
                w.state, w.code, w.detail, w.changed_at
           from (select a.payment_id, sum(a.amount_minor)::bigint as amount_minor from allocations a
                  where a.account_id = $1 and a.invoice_id = $2 and a.payment_id is not null group by a.payment_id) s
           join payments p on p.account_id = $1 and p.id = s.payment_id
           left join payment_writes w on w.account_id = $1 and w.payment_id = p.id
          where s.amount_minor <> 0 order by p.received_on, p.id`,
        [scope.accountId, one.invoice_id],
      );
      return { items: rows.map(toView) };
    });
  }
}

function toView(row: PaymentRow): PaymentView {
  return {
    id: row.id,
    receivedOn: row.received_on,
    amount: moneyOf(row.amount_minor, row.currency),
    source: row.source,
    note: row.note,
    writeBack:
      row.state === null || row.changed_at === null
        ? null
        : {
            state: row.state,
            code: row.code,
            detail: row.detail,
            at: row.changed_at.toISOString(),
          },
  };
}
