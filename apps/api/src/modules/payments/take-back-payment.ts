import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { DomainError, NotFound } from '../../platform/http/domain-error.js';
import { type AccountScope, actingUser } from '../../platform/tenancy/account-scope.js';
import { audit } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { AccountDay } from '../accounts/contract/account-day.js';
import { settleCases } from '../cases/contract/settle-cases.js';
import { withdrawPaymentWrite } from '../providers/contract/withdraw-payment-write.js';
import { lockDebt } from './lock-debt.js';

interface Recorded {
  readonly source: string;
  readonly currency: string;
  /** what of it settles the invoice, and what of that only by our word */
  readonly amount_minor: string;
  readonly manual_minor: string;
}

/** Takes back a payment that was recorded by mistake, as long as the provider has not heard of it. */
@Injectable()
export class TakeBackPayment {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  /** @throws NotFound, or DomainError `payment-not-manual`, `payment-told`, `payment-in-doubt` */
  execute(scope: AccountScope, caseId: string, paymentId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      const now = this.clock.now();
      const debt = await lockDebt(tx, scope, caseId);
      const recorded = await findRecorded(tx, scope, debt.invoiceId, paymentId);
      checkRecorded(recorded);
      const write = { paymentId, invoiceId: debt.invoiceId };
      if (!(await withdrawPaymentWrite(tx, scope, write, this.clock.wallNow())))
        throw new DomainError(
          'conflict',
          'payment-in-doubt',
          'The provider is being told of this payment. Wait until it is known whether it took it.',
        );
      const amountMinor = BigInt(recorded.manual_minor);
      await tx.execute(
        `insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at)
         values ($1, $2, $3, $4, 'manual', $5, $6)`,
        [scope.accountId, debt.invoiceId, paymentId, -amountMinor, today, now],
      );
      // it never came in: it is no money the client has in hand either
      await tx.execute('update payments set taken_back_at = $3 where account_id = $1 and id = $2', [
        scope.accountId,
        paymentId,
        now,
      ]);
      await tx.execute(
        `insert into case_events (account_id, case_id, at, on_day, kind, actor_id, data)
         values ($1, $2, $3, $4, 'balance_changed', $5, jsonb_build_object('amountMinor', $6::text, 'balanceMinor', $7::text, 'source', 'manual'))`,
        [
          scope.accountId,
          caseId,
          now,
          today,
          actingUser(scope),
          String(amountMinor),
          String(debt.balanceMinor + amountMinor),
        ],
      );
      await audit(tx, scope, now, {
        action: 'payment.taken-back',
        objectKind: 'payment',
        objectId: paymentId,
        before: { amountMinor: String(amountMinor), currency: recorded.currency },
      });
      await settleCases(tx, scope, { now, today }, [debt.invoiceId]);
    });
  }
}

async function findRecorded(
  tx: Transaction,
  scope: AccountScope,
  invoiceId: string,
  paymentId: string,
): Promise<Recorded> {
  const recorded = await tx.one<Recorded>(
    `select p.source, p.currency, sum(a.amount_minor)::text as amount_minor,
            coalesce(sum(a.amount_minor) filter (where a.source = 'manual'), 0)::text as manual_minor
       from allocations a join payments p on p.account_id = a.account_id and p.id = a.payment_id
      where a.account_id = $1 and a.invoice_id = $2 and a.payment_id = $3
      group by p.source, p.currency having sum(a.amount_minor) <> 0`,
    [scope.accountId, invoiceId, paymentId],
  );
  if (recorded === undefined) throw new NotFound('payment');
  return recorded;
}

function checkRecorded({ source, manual_minor: minor }: Recorded): void {
  if (source !== 'manual')
    throw new DomainError(
      'conflict',
      'payment-not-manual',
      'Only what was recorded by hand can be taken back here.',
    );
  if (BigInt(minor) <= 0n)
    throw new DomainError(
      'conflict',
      'payment-told',
      'The provider knows of this payment. Take it back there; the next sync brings it here.',
    );
}
