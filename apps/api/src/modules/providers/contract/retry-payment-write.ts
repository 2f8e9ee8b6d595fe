import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** Tells a payment once more that the provider has refused, or does not make it wait for its next attempt. */
@Injectable()
export class RetryPaymentWrite {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /** @returns false when there is nothing to tell: it is written, or was never to be */
  async execute(tx: Transaction, scope: AccountScope, paymentId: string): Promise<boolean> {
    const wall = this.clock.wallNow();
    const row = await tx.one<{ connection_id: string }>(
      `update payment_writes set state = case state when 'refused' then 'waiting' else state end, try_after = least(try_after, $3), changed_at = $3
        where account_id = $1 and payment_id = $2 and state <> 'written' returning connection_id`,
      [scope.accountId, paymentId, wall],
    );
    if (row === undefined) return false;
    const { accountId } = scope;
    await this.jobs.send(tx, 'write-payments', row.connection_id, {
      accountId,
      connectionId: row.connection_id,
    });
    return true;
  }
}
