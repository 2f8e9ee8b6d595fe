import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import type { Moment } from './moment.js';
import { putOnHold } from './put-on-hold.js';

/** Why clients contest invoices. */
export const DISPUTE_REASONS = [
  'not-delivered',
  'defective',
  'wrong-amount',
  'already-paid',
  'not-ordered',
  'other',
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

export interface NewDispute {
  readonly reason: DisputeReason;
  /** in the client's or somebody's own words */
  readonly text: string;
  /** what is contested, in minor units of the invoice's currency; null contests all that is open */
  readonly amountMinor: bigint | null;
  /** who wrote it down: a person, or what a person confirmed of a reply */
  readonly source: 'person' | 'reply';
}

/**
 * Records that a client contests an invoice, in the caller's transaction. Reminders stop for the invoice until it is
 * decided; where a part is contested they go on for the rest, and ask for no more than that. The figures keep
 * the amount.
 *
 * @returns the dispute's id
 * @throws NotFound, Invalid naming the field, or DomainError `case-closed`, `dispute-open`
 */
export async function raiseDispute(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  caseId: string,
  dispute: NewDispute,
): Promise<string> {
  const debt = await lockDebt(tx, scope, caseId);
  const balance = BigInt(debt.balance_minor);
  const amountMinor = dispute.amountMinor ?? balance;
  if (amountMinor <= 0n) throw invalid('amount-malformed', 'must be positive');
  if (amountMinor > balance)
    throw invalid('amount-exceeds-balance', 'must not be more than what is open');
  const row = await tx.one<{ id: string }>(INSERT, [
    scope.accountId,
    caseId,
    debt.client_id,
    dispute.reason,
    dispute.text,
    dispute.source,
    amountMinor === balance,
    amountMinor,
    debt.currency,
    debt.credited_minor,
    at.today,
    actingUser(scope),
    at.now,
  ]);
  const facts = { disputeId: row!.id, reason: dispute.reason };
  if (amountMinor === balance) {
    const hold = { code: 'dispute', reason: dispute.text, until: null } as const;
    await putOnHold(tx, scope, at, { kind: 'case', id: caseId }, { ...hold, facts });
  }
  await audit(tx, scope, at.now, {
    action: 'dispute.raised',
    objectKind: 'case',
    objectId: caseId,
    after: { ...facts, amountMinor: String(amountMinor), text: dispute.text },
  });
  return row!.id;
}

interface Debt {
  readonly state: string;
  readonly client_id: string;
  readonly currency: string;
  readonly balance_minor: string;
  readonly credited_minor: string;
  readonly is_disputed: boolean;
}

async function lockDebt(tx: Transaction, scope: AccountScope, caseId: string): Promise<Debt> {
  const debt = await tx.one<Debt>(
    `select c.state, c.client_id, i.currency, i.balance_minor,
            (select coalesce(sum(a.amount_minor), 0)::bigint from allocations a
              where a.account_id = i.account_id and a.invoice_id = i.id and a.credit_note_id is not null) as credited_minor,
            exists (select 1 from disputes d where d.account_id = c.account_id and d.case_id = c.id and d.state in ('open', 'accepted')) as is_disputed
       from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
      where c.account_id = $1 and c.id = $2 for update of c`,
    [scope.accountId, caseId],
  );
  if (debt === undefined) throw new NotFound('case');
  if (debt.state === 'closed')
    throw new DomainError('conflict', 'case-closed', 'This case is closed; nothing is owed on it.');
  if (debt.is_disputed)
    throw new DomainError(
      'conflict',
      'dispute-open',
      'This invoice is contested already. Decide that dispute first.',
    );
  return debt;
}

function invalid(code: string, message: string): Invalid {
  return new Invalid(code, `The field amount ${message}.`, [{ field: 'amount', code, message }]);
}

const INSERT = `
with d as (
  insert into disputes (account_id, case_id, client_id, reason, details, source, is_all, amount_minor, currency, credited_before_minor,
                        raised_on, raised_by, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id
), told as (
  insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
  select $1, $2, $13, $11, 'dispute_raised', $12,
         jsonb_build_object('disputeId', d.id, 'disputeReason', $4::text, 'amountMinor', $8::text, 'note', $5::text)
    from d
)
select id from d`;
