import { Injectable } from '@nestjs/common';

import type { Designation } from '@invoicetracker/interest';
import { InvalidAmount, parseAmount } from '@invoicetracker/money';

import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { DomainError, Invalid } from '../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../platform/tenancy/account-scope.js';
import { audit } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { AccountDay } from '../accounts/contract/account-day.js';
import { settleCases } from '../cases/contract/settle-cases.js';
import { QueuePaymentWrite } from '../providers/contract/queue-payment-write.js';
import { storeDesignation } from './designations/designate-payment.js';
import { type Debt, lockDebt } from './lock-debt.js';

/** Money that came in, as somebody says. */
export interface ManualPayment {
  /** decimal text in the currency of the invoice */
  readonly amount: string;
  readonly receivedOn: string;
  readonly note: string | null;
  /** what the payer said it is for; null: nothing but what the note says */
  readonly designation: Designation | null;
  /** what was open when it was entered; null: not said */
  readonly openBefore: string | null;
}

/** Records by hand that a client has paid, all of it or a part. */
@Injectable()
export class RecordPayment {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly writeBack: QueuePaymentWrite,
  ) {}

  /** @throws NotFound, DomainError `case-closed`, `balance-changed`, or Invalid naming the field */
  execute(scope: AccountScope, caseId: string, payment: ManualPayment): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      const debt = await lockDebt(tx, scope, caseId);
      requireOpen(debt);
      checkBalance(payment, debt);
      const amountMinor = checkedAmount(payment.amount, debt);
      if (payment.receivedOn > today || payment.receivedOn < '1990-01-01')
        throw invalid('receivedOn', 'day-out-of-range', `must not be later than ${today}`);
      const paymentId = await this.insert(tx, scope, debt, payment, amountMinor);
      const left = debt.balanceMinor - amountMinor;
      const now = this.clock.now();
      const { designation } = payment;
      if (designation !== null) {
        const said = { towards: designation, isFollowed: true, reason: null };
        await storeDesignation(tx, scope, paymentId, said, now);
      }
      await tx.execute(
        `insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
         values ($1, $2, $3, $4, 'balance_changed', $5, jsonb_build_object('amountMinor', $6::text, 'balanceMinor', $7::text, 'source', 'manual'))`,
        [
          scope.accountId,
          caseId,
          now,
          today,
          actingUser(scope),
          String(-amountMinor),
          String(left),
        ],
      );
      await audit(tx, scope, now, {
        action: 'payment.recorded',
        objectKind: 'payment',
        objectId: paymentId,
        after: {
          amountMinor: String(amountMinor),
          currency: debt.currency,
          receivedOn: payment.receivedOn,
          ...(designation === null ? {} : { designation }),
        },
      });
      await settleCases(tx, scope, { now, today }, [debt.invoiceId]);
      await this.writeBack.execute(tx, scope, {
        paymentId,
        invoiceId: debt.invoiceId,
        amountMinor,
        settlesIt: left === 0n,
      });
    });
  }

  private async insert(
    tx: Transaction,
    scope: AccountScope,
    debt: Debt,
    payment: ManualPayment,
    amountMinor: bigint,
  ): Promise<string> {
    const row = await tx.one<{ id: string }>(
      `with p as (
         insert into payments (account_id, client_id, source, received_on, amount_minor, currency, note, created_at)
         values ($1, $2, 'manual', $3, $4, $5, $6, $7) returning id
       ), a as (
         insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at)
         select $1, $8, p.id, $4, 'manual', $3, $7 from p
       )
       select id from p`,
      [
        scope.accountId,
        debt.clientId,
        payment.receivedOn,
        amountMinor,
        debt.currency,
        payment.note,
        this.clock.now(),
        debt.invoiceId,
      ],
    );
    return row!.id;
  }
}

function requireOpen({ state }: Debt): void {
  if (state === 'closed')
    throw new DomainError('conflict', 'case-closed', 'This case is closed; nothing is owed on it.');
}

/** Somebody, or the same person in another window, was quicker. */
function checkBalance({ openBefore }: ManualPayment, debt: Debt): void {
  if (openBefore === null) return;
  if (minorOf(openBefore, debt.currency) === debt.balanceMinor) return;
  throw new DomainError(
    'conflict',
    'balance-changed',
    'Something was paid, credited or taken back in the meantime. Look at what is open now.',
  );
}

function checkedAmount(text: string, debt: Debt): bigint {
  const minor = minorOf(text, debt.currency);
  if (minor === null || minor <= 0n)
    throw invalid('amount', 'amount-malformed', `must be an amount in ${debt.currency}`);
  if (minor > debt.balanceMinor)
    throw invalid('amount', 'amount-exceeds-balance', 'must not be more than what is open');
  return minor;
}

function minorOf(text: string, currency: string): bigint | null {
  try {
    return parseAmount(text, currency).minor;
  } catch (error) {
    if (error instanceof InvalidAmount) return null;
    throw error;
  }
}

function invalid(field: string, code: string, message: string): Invalid {
  return new Invalid(code, `The field ${field} ${message}.`, [{ field, code, message }]);
}
