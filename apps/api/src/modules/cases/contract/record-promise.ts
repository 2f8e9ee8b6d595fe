import { addDays, localDate } from '@invoicetracker/calendar';
import { promiseBreaksOn } from '@invoicetracker/dunning';

import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { lookAtPlans } from '../promises/look-at-plans.js';
import { putOnHold } from './put-on-hold.js';
import type { Moment } from './moment.js';

/** Days ahead that a promise may name at most. */
const HORIZON_DAYS = 730;

export interface PromisedInstalment {
  /** `YYYY-MM-DD` */
  readonly on: string;
  /** minor units of the invoice's currency */
  readonly amountMinor: bigint;
}

export interface NewPromise {
  /** at least one; the sum is what is promised */
  readonly instalments: readonly PromisedInstalment[];
  /** who wrote it down: a person, or what a person confirmed of a reply */
  readonly source: 'person' | 'reply';
  readonly note: string;
  /** days after an instalment's day until the plan is broken, where that is later than the usual tolerance */
  readonly graceDays?: number;
}

interface Debt {
  readonly state: string;
  readonly client_id: string;
  readonly currency: string;
  readonly balance_minor: string;
  readonly allocated_minor: string;
  readonly country: string;
}

/**
 * Records what a client has promised to pay, in the caller's transaction. Reminders pause until the first
 * instalment would be late; those of a plan of several run on the awaited instalment meanwhile. A promise that was open before is replaced, which is not breaking it.
 *
 * @returns the promise's id
 * @throws NotFound, DomainError `case-closed`, or Invalid naming the instalment
 */
export async function recordPromise(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  caseId: string,
  promise: NewPromise,
): Promise<string> {
  const debt = await lockDebt(tx, scope, caseId);
  checkInstalments(promise.instalments, debt, at.today);
  await tx.execute(
    `update promises set state = 'replaced', ended_on = $3 where account_id = $1 and case_id = $2 and state = 'open'`,
    [scope.accountId, caseId, at.today],
  );
  const breaksOn = promiseBreaksOn(
    debt.country,
    localDate(promise.instalments[0]!.on),
    promise.graceDays ?? 0,
  );
  const promiseId = await insert(tx, scope, at, { caseId, debt, promise, breaksOn });
  const facts = { promiseId, on: promise.instalments[0]!.on };
  await putOnHold(
    tx,
    scope,
    at,
    { kind: 'case', id: caseId },
    {
      code: 'promise',
      reason: promise.note,
      until: breaksOn,
      facts,
    },
  );
  if (promise.instalments.length > 1) await lookAtPlans(tx, scope, at, [caseId]);
  await audit(tx, scope, at.now, {
    action: 'promise.recorded',
    objectKind: 'case',
    objectId: caseId,
    after: {
      promiseId,
      instalments: promise.instalments.map(({ on, amountMinor }) => ({
        on,
        amountMinor: String(amountMinor),
      })),
      note: promise.note,
      ...(promise.graceDays !== undefined && { graceDays: promise.graceDays }),
    },
  });
  return promiseId;
}

async function lockDebt(tx: Transaction, scope: AccountScope, caseId: string): Promise<Debt> {
  const debt = await tx.one<Debt>(
    `select c.state, c.client_id, i.currency, i.balance_minor, i.allocated_minor, a.country
       from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id join accounts a on a.id = c.account_id
      where c.account_id = $1 and c.id = $2 for update of c`,
    [scope.accountId, caseId],
  );
  if (debt === undefined) throw new NotFound('case');
  if (debt.state === 'closed')
    throw new DomainError('conflict', 'case-closed', 'This case is closed; nothing is owed on it.');
  return debt;
}

function checkInstalments(
  instalments: readonly PromisedInstalment[],
  debt: Debt,
  today: string,
): void {
  let sum = 0n;
  let last = '';
  const latest = addDays(localDate(today), HORIZON_DAYS);
  for (const [index, { on, amountMinor }] of instalments.entries()) {
    const field = (name: string) => `instalments.${index}.${name}`;
    if (on < today || on > latest)
      throw invalid(field('on'), 'day-out-of-range', `must be from ${today} to ${latest}`);
    if (on <= last)
      throw invalid(field('on'), 'instalments-out-of-order', 'must be later than the one before');
    if (amountMinor <= 0n) throw invalid(field('amount'), 'amount-malformed', 'must be positive');
    sum += amountMinor;
    last = on;
    if (sum > BigInt(debt.balance_minor))
      throw invalid(
        field('amount'),
        'amount-exceeds-balance',
        'promises more than what is open, together with those before',
      );
  }
}

function invalid(field: string, code: string, message: string): Invalid {
  return new Invalid(code, `The field ${field} ${message}.`, [{ field, code, message }]);
}

async function insert(
  tx: Transaction,
  scope: AccountScope,
  at: Moment,
  made: { caseId: string; debt: Debt; promise: NewPromise; breaksOn: string },
): Promise<string> {
  const { caseId, debt, promise, breaksOn } = made;
  const { instalments } = promise;
  const amountMinor = instalments.reduce((sum, one) => sum + one.amountMinor, 0n);
  const row = await tx.one<{ id: string }>(
    `with p as (
       insert into promises (account_id, case_id, client_id, source, note, amount_minor, currency, allocated_before_minor, next_on, next_minor,
                             breaks_on, made_on, created_by, created_at, grace_days)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $18) returning id
     ), parts as (
       insert into promise_instalments (account_id, promise_id, position, due_on, amount_minor)
       select $1, p.id, i.position, i.due_on, i.amount_minor
         from p cross join unnest($15::date[], $16::bigint[]) with ordinality as i(due_on, amount_minor, position)
     ), told as (
       insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
       select $1, $2, $14, $12, 'promise_recorded', $13,
              jsonb_build_object('promiseId', p.id, 'amountMinor', $6::text, 'on', $9::text, 'instalments', $17::int, 'note', $5::text)
         from p
     )
     select id from p`,
    [
      scope.accountId,
      caseId,
      debt.client_id,
      promise.source,
      promise.note,
      amountMinor,
      debt.currency,
      debt.allocated_minor,
      instalments[0]!.on,
      instalments[0]!.amountMinor,
      breaksOn,
      at.today,
      actingUser(scope),
      at.now,
      instalments.map(({ on }) => on),
      instalments.map((one) => one.amountMinor),
      instalments.length,
      promise.graceDays ?? 0,
    ],
  );
  return row!.id;
}
