import { Injectable } from '@nestjs/common';

import type { Designation } from '@invoicetracker/interest';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, Invalid, NotFound } from '../../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { canTakeSideClaimsFirst } from '../../late-payment/contract/designation-rule.js';

/** What a payer said that a payment is for, as somebody writes it down. */
export interface SaidOfPayment {
  /** null: nothing */
  readonly towards: Designation | null;
  /** false: the creditor takes the side claims first all the same */
  readonly isFollowed: boolean;
  readonly reason: string | null;
}

/** Writes down what a payer said that a payment is for; its claim is worked out anew, balances stay. */
@Injectable()
export class DesignatePayment {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, DomainError `money-went-back`, or Invalid naming the field */
  execute(
    scope: AccountScope,
    caseId: string,
    paymentId: string,
    said: SaidOfPayment,
  ): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const payment = await tx.one<{ amount_minor: string }>(
        `select p.amount_minor from payments p
          where p.account_id = $1 and p.id = $3 and exists (
            select 1 from allocations a join cases c on c.account_id = a.account_id and c.invoice_id = a.invoice_id
             where a.account_id = $1 and a.payment_id = p.id and c.id = $2)
            for no key update of p`,
        [scope.accountId, caseId, paymentId],
      );
      if (payment === undefined) throw new NotFound('payment');
      if (BigInt(payment.amount_minor) < 0n)
        throw new DomainError(
          'conflict',
          'money-went-back',
          'This money went back to the client: there is nothing it could be for.',
        );
      if (!said.isFollowed) await checkOverruled(tx, scope, said);
      await storeDesignation(tx, scope, paymentId, said, this.clock.now());
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'payment.designated',
        objectKind: 'payment',
        objectId: paymentId,
        after: { ...said },
      });
    });
  }
}

/** Appends the word; the newest counts. */
export async function storeDesignation(
  tx: Transaction,
  scope: AccountScope,
  paymentId: string,
  { towards, isFollowed, reason }: SaidOfPayment,
  now: Date,
): Promise<void> {
  await tx.execute(
    `insert into payment_designations (account_id, payment_id, towards, is_followed, reason, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [scope.accountId, paymentId, towards, isFollowed, reason, actingUser(scope), now],
  );
}

/** KC art. 451 § 1 lets a creditor take interest and costs first; it says so to nobody else, and only of the principal. */
async function checkOverruled(
  tx: Transaction,
  scope: AccountScope,
  { towards, reason }: SaidOfPayment,
): Promise<void> {
  const isAllowed = towards === 'principal' && (await canTakeSideClaimsFirst(tx, scope.accountId));
  if (!isAllowed)
    throw invalid(
      'isFollowed',
      'designation-binding',
      'must be true: the law has the payer obeyed',
    );
  if (reason === null)
    throw invalid('reason', 'reason-missing', 'is needed where it is not obeyed');
}

function invalid(field: string, code: string, message: string): Invalid {
  return new Invalid(code, `The field ${field} ${message}.`, [{ field, code, message }]);
}
