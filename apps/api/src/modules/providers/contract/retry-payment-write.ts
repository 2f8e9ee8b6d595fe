import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/**
 * Tells a payment once more that the provider has refused, or does not make it wait for its next attempt. One that is being told at
 * this moment (`unknown` and nothing said about it yet) is left to whoever tells it.
 */
@Injectable()
export class RetryPaymentWrite {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /** @returns false when there is nothing to tell: it is written, was never to be, or telling is switched off */
  async execute(tx: Transaction, scope: AccountScope, paymentId: string): Promise<boolean> {
    const wall = this.clock.wallNow();
    const row = await tx.one<{ connection_id: string }>(
      `update payment_writes w set state = case w.state when 'refused' then 'waiting' else w.state end, 
             try_after = case when w.state = 'unknown' and w.code is null then w.try_after else least(w.try_after, $3) end, changed_at = $3
         from connections c
        where w.account_id = $1 and w.payment_id = $2 and w.state not in ('written', 'withdrawn')
          and c.account_id = w.account_id and c.id = w.connection_id
          and (w.state = 'unknown' or case when w.covers_all then c.marks_paid else c.records_payments end)
      returning w.connection_id`,
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
