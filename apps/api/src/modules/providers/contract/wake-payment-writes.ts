import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** Wakes the telling of payments where a wake-up was lost, or whose next attempt is due. */
@Injectable()
export class WakePaymentWrites {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  async execute(): Promise<void> {
    const due = await this.tenancy.withoutScope((tx) =>
      tx.query<{ account_id: string; connection_id: string }>(
        'select * from system_due_payment_writes($1)',
        [this.clock.wallNow()],
      ),
    );
    for (const { account_id: accountId, connection_id: connectionId } of due)
      await this.jobs.wake('write-payments', connectionId, { accountId, connectionId });
  }
}
