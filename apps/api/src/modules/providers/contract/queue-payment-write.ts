import { Injectable } from '@nestjs/common';

import type { ProviderName } from '../../../config/provider-names.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { CONNECTORS } from '../provider-registry.js';

/** A payment just recorded here by hand, its allocation written. */
export interface RecordedPayment {
  readonly paymentId: string;
  readonly invoiceId: string;
  readonly amountMinor: bigint;
  /** nothing is left to pay on the invoice */
  readonly settlesIt: boolean;
}

interface Link {
  readonly connection_id: string;
  readonly provider: ProviderName;
  readonly marks_paid: boolean;
  readonly records_payments: boolean;
  /** recorded here and neither told nor waiting to be */
  readonly untold_minor: string;
}

/** Notes that a payment is to be told to the provider of its invoice, in the transaction that records it. */
@Injectable()
export class QueuePaymentWrite {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /** Does nothing where the account has not switched it on, or the provider cannot be told. */
  async execute(tx: Transaction, scope: AccountScope, payment: RecordedPayment): Promise<void> {
    const link = await tx.one<Link>(LINK, [scope.accountId, payment.invoiceId]);
    if (link === undefined) return;
    const told = whatToTell(link, payment);
    if (told === null) return;
    await tx.execute(
      `insert into payment_writes (account_id, payment_id, invoice_id, connection_id, amount_minor, covers_all, try_after, created_at, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $7)`,
      [
        scope.accountId,
        payment.paymentId,
        payment.invoiceId,
        link.connection_id,
        told.amountMinor,
        told.coversAll,
        this.clock.wallNow(),
      ],
    );
    const { accountId } = scope;
    await this.jobs.send(tx, 'write-payments', link.connection_id, {
      accountId,
      connectionId: link.connection_id,
    });
  }
}

/**
 * Where each payment is told, this one is. Once nothing is left to pay, everything recorded here and not told yet goes at
 * once where paid documents are marked: that is what is open at the provider.
 */
function whatToTell(
  link: Link,
  payment: RecordedPayment,
): { amountMinor: bigint; coversAll: boolean } | null {
  const { paymentRules } = CONNECTORS[link.provider];
  if (paymentRules === undefined) return null;
  const isEachTold = link.records_payments && paymentRules.takesPartOfIt;
  const untoldMinor = BigInt(link.untold_minor);
  if (link.marks_paid && payment.settlesIt && !(isEachTold && untoldMinor === payment.amountMinor))
    return { amountMinor: untoldMinor, coversAll: true };
  return isEachTold ? { amountMinor: payment.amountMinor, coversAll: false } : null;
}

const LINK = `
  select c.id as connection_id, c.provider, c.marks_paid, c.records_payments,
         (coalesce((select sum(a.amount_minor) from allocations a
                     where a.account_id = $1 and a.invoice_id = i.id and a.source = 'manual'), 0)
          - coalesce((select sum(w.amount_minor) from payment_writes w
                       where w.account_id = $1 and w.invoice_id = i.id and w.state in ('waiting', 'unknown')), 0))::text as untold_minor
    from invoices i join connections c on c.account_id = i.account_id and c.id = i.connection_id
   where i.account_id = $1 and i.id = $2 and i.removed_on is null`;
