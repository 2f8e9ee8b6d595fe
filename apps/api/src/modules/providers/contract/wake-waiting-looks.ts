import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** A look waits this long before it counts as forgotten by its job. */
const WAITED_MS = 20_000;
/** Long after every provider has given up repeating an event. */
const EVENTS_KEPT_MS = 90 * 24 * 3600 * 1000;

/** Wakes the looking where a wake-up was lost or the provider could not be asked, and forgets old events. */
@Injectable()
export class WakeWaitingLooks {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  async execute(): Promise<void> {
    const wall = this.clock.wallNow().getTime();
    const waiting = await this.tenancy.withoutScope(async (tx) => {
      await tx.query('select system_forget_webhook_events($1)', [new Date(wall - EVENTS_KEPT_MS)]);
      return tx.query<{ account_id: string; connection_id: string }>(
        'select * from system_waiting_looks($1)',
        [new Date(wall - WAITED_MS)],
      );
    });
    for (const { account_id: accountId, connection_id: connectionId } of waiting)
      await this.jobs.wake('look-at-documents', connectionId, { accountId, connectionId });
  }
}
