import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { NotFound } from '../../platform/http/domain-error.js';
import { moneyOf } from '../../platform/http/money.dto.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { canTakeSideClaimsFirst } from '../late-payment/contract/designation-rule.js';
import { readToldProvider } from '../providers/contract/told-provider.reader.js';
import { type DesignationRow, designationView } from './designations/designation.js';
import type { PaymentList, PaymentView, WriteBackView } from './payments.dto.js';

interface PaymentRow extends DesignationRow {
  id: string;
  received_on: string;
  amount_minor: string;
  currency: string;
  source: PaymentView['source'];
  note: string | null;
  /** by our word alone */
  is_only_ours: boolean;
  state: WriteBackView['state'] | null;
  code: string | null;
  detail: string | null;
  changed_at: Date | null;
}

/** What has settled the invoice of a case, and whether its provider knows of what was recorded here. */
@Injectable()
export class CasePaymentsQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  list(scope: AccountScope, caseId: string): Promise<PaymentList> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const one = await tx.one<{ invoice_id: string; number: string }>(
        'select invoice_id, number from cases where account_id = $1 and id = $2',
        [scope.accountId, caseId],
      );
      if (one === undefined) throw new NotFound('case');
      const rows = await tx.query<PaymentRow>(PAYMENTS, [scope.accountId, one.invoice_id]);
      return {
        items: rows.map((row) => toView(row, one.number, this.clock)),
        provider: await readToldProvider(tx, scope, one.invoice_id),
        canTakeSideClaimsFirst: await canTakeSideClaimsFirst(tx, scope.accountId),
      };
    });
  }
}

/** A payment may be told in a sum with later ones (`covers_all`): then that is how it stands. Ids rise with time. */
const PAYMENTS = `
  with settled as (
    select a.payment_id, a.credit_note_id, min(a.allocated_on) as on_day, sum(a.amount_minor)::bigint as amount_minor,
           coalesce(sum(a.amount_minor) filter (where a.source = 'manual'), 0) > 0 as is_only_ours
      from allocations a where a.account_id = $1 and a.invoice_id = $2
     group by a.payment_id, a.credit_note_id having sum(a.amount_minor) <> 0
  )
  select coalesce(p.id, k.id) as id, coalesce(p.received_on, s.on_day)::text as received_on, s.amount_minor,
         coalesce(p.currency, k.currency) as currency, coalesce(p.source, 'credit_note') as source,
         coalesce(p.note, k.number) as note, s.is_only_ours,
         g.id is not null as is_said, g.towards, g.is_followed, g.reason, u.name as by, g.made_at as said_at, w.state, w.code, w.detail, w.changed_at
    from settled s
    left join payments p on p.account_id = $1 and p.id = s.payment_id
    left join invoices k on k.account_id = $1 and k.id = s.credit_note_id
    left join lateral (
      select * from payment_designations d where d.account_id = $1 and d.payment_id = p.id order by d.id desc limit 1) g on true
    left join users u on u.id = g.made_by
    left join lateral (
      select * from payment_writes w
       where w.account_id = $1 and w.invoice_id = $2 and p.source = 'manual' and w.state <> 'withdrawn'
         and (w.payment_id = p.id or w.covers_all and w.payment_id > p.id and w.state <> 'refused')
       order by array_position('{written,unknown,waiting,refused}', w.state) limit 1) w on true
   order by received_on, id`;

function toView(row: PaymentRow, invoiceNumber: string, clock: Clock): PaymentView {
  const canBeDesignated = row.source !== 'credit_note' && BigInt(row.amount_minor) > 0n;
  const atOf = (at: Date): string => clock.onCalendar(at).toISOString();
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
            at: atOf(row.changed_at),
          },
    designation: canBeDesignated ? designationView(row, row.note, invoiceNumber, atOf) : null,
    canBeDesignated,
    canBeTakenBack: row.source === 'manual' && row.is_only_ours && row.state !== 'unknown',
  };
}
