import { Injectable } from '@nestjs/common';

import { DomainError, NotFound } from '../../platform/http/domain-error.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { RetryPaymentWrite } from '../providers/contract/retry-payment-write.js';

/** Tells the provider of a payment once more. */
@Injectable()
export class RetryWriteBack {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly retry: RetryPaymentWrite,
  ) {}

  /** @throws NotFound, or DomainError `nothing-to-tell` */
  execute(scope: AccountScope, caseId: string, paymentId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const known = await tx.one<{ is_only_ours: boolean }>(
        `select coalesce(sum(a.amount_minor) filter (where a.source = 'manual'), 0) > 0 as is_only_ours from cases c
           join allocations a on a.account_id = c.account_id and a.invoice_id = c.invoice_id and a.payment_id = $3
          where c.account_id = $1 and c.id = $2 group by a.payment_id`,
        [scope.accountId, caseId, paymentId],
      );
      if (known === undefined) throw new NotFound('payment');
      if (known.is_only_ours && (await this.retry.execute(tx, scope, paymentId))) return;
      throw new DomainError(
        'conflict',
        'nothing-to-tell',
        'The provider knows of this payment, or is not to be told of it.',
      );
    });
  }
}
