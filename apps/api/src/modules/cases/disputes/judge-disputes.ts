import type { Transaction } from '../../../platform/database/transaction.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { endHolds } from '../contract/end-holds.js';
import type { Moment } from '../contract/moment.js';
import { putOnHold } from '../contract/put-on-hold.js';

interface Moved {
  readonly id: string;
  readonly case_id: string;
  readonly details: string;
  readonly reason: string;
  readonly is_all: boolean;
  readonly becomes: 'open' | 'settled' | 'void';
}

/**
 * After money or credit came or went on these invoices: an accepted dispute is settled once its credit note
 * is here, any once its case is closed. One that nobody decided is open again when the money goes back. One of
 * a part stops the case while nothing is left beside it.
 */
export async function judgeDisputesOf(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  invoiceIds: readonly string[],
): Promise<void> {
  const moved = await tx.query<Moved>(JUDGE, [
    scope.accountId,
    invoiceIds,
    at.today,
    at.now,
    actingUser(scope),
  ]);
  if (moved.length > 0) await follow(tx, scope, at, moved);
  await holdWhereNothingIsLeft(tx, scope, at, invoiceIds);
}

async function follow(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  moved: readonly Moved[],
): Promise<void> {
  const over = moved.filter(({ becomes }) => becomes !== 'open').map(({ case_id }) => case_id);
  const codes = ['dispute', 'credit-expected'] as const;
  await endHolds(tx, scope, at, { subjectIds: over, codes }, 'settled');
  for (const { id, case_id, details, reason, becomes, is_all } of moved) {
    if (becomes !== 'open' || !is_all) continue;
    const facts = { disputeId: id, reason };
    const hold = { code: 'dispute', reason: details, until: null, facts } as const;
    await putOnHold(tx, scope, at, { kind: 'case', id: case_id }, hold);
  }
}

interface PartlyContested {
  readonly id: string;
  readonly case_id: string;
  readonly state: 'open' | 'accepted';
  readonly details: string;
  readonly reason: string;
  readonly is_nothing_left: boolean;
  readonly is_held: boolean;
}

/** Of an invoice a part of which is contested the rest is asked for; where there is none, the case waits. */
async function holdWhereNothingIsLeft(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  invoiceIds: readonly string[],
): Promise<void> {
  const parts = await tx.query<PartlyContested>(PARTLY_CONTESTED, [scope.accountId, invoiceIds]);
  for (const { id, case_id, state, details, reason, is_nothing_left, is_held } of parts) {
    if (is_nothing_left === is_held) continue;
    const code = state === 'accepted' ? 'credit-expected' : 'dispute';
    if (is_nothing_left) {
      const hold = { code, reason: details, until: null } as const;
      const facts = { disputeId: id, reason };
      await putOnHold(tx, scope, at, { kind: 'case', id: case_id }, { ...hold, facts });
    } else
      await endHolds(
        tx,
        scope,
        at,
        { subjectIds: [case_id], codes: ['dispute', 'credit-expected'] },
        'settled',
      );
  }
}

const PARTLY_CONTESTED = `
select d.id, d.case_id, d.state, d.details, d.reason, asked.is_nothing_left,
       exists (select 1 from holds h where h.account_id = d.account_id and h.subject_id = d.case_id
                and h.code in ('dispute', 'credit-expected') and h.ended_at is null) as is_held
  from disputes d
  join cases c on c.account_id = d.account_id and c.id = d.case_id and c.state = 'active'
  join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
 cross join lateral asked_of(c.account_id, c.id, i.balance_minor) asked
 where d.account_id = $1 and c.invoice_id = any ($2::uuid[]) and d.state in ('open', 'accepted') and not d.is_all
 order by d.case_id`;

/** What a transfer or a credit note may fall short by, in minor units. */
const ROUNDING_MINOR = 1;

const JUDGE = `
with looked as materialized (
  select d.id, d.case_id, d.state,
         case
           when c.state = 'closed' then case when c.closed_reason in ('paid', 'credited') then 'settled' else 'void' end
           when d.state = 'settled' then 'open'
           when d.state = 'accepted' and d.amount_minor - ${ROUNDING_MINOR} <= (
             select coalesce(sum(a.amount_minor), 0) from allocations a
              where a.account_id = c.account_id and a.invoice_id = c.invoice_id and a.credit_note_id is not null) - d.credited_before_minor
             then 'settled'
           else d.state
         end as becomes
    from disputes d join cases c on c.account_id = d.account_id and c.id = d.case_id
   where d.account_id = $1 and c.invoice_id = any ($2::uuid[])
     and (d.state in ('open', 'accepted')
          or d.state = 'settled' and d.decided_on is null
             and not exists (select 1 from disputes later where later.account_id = d.account_id and later.case_id = d.case_id and later.id > d.id))
), moved as (
  update disputes d set state = l.becomes, ended_on = case when l.becomes = 'open' then null else $3::date end
    from looked l where d.account_id = $1 and d.id = l.id and l.becomes <> d.state
  returning d.id, d.case_id, d.details, d.reason, d.is_all, l.becomes
), told as (
  insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
  select $1, case_id, $4, $3, case becomes when 'open' then 'dispute_reopened' else 'dispute_settled' end, $5::uuid,
         jsonb_build_object('disputeId', id)
    from moved where becomes <> 'void'
)
select * from moved`;
