import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { Clock } from '../../platform/clock/clock.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';

const DAY_MS = 24 * 3600 * 1000;

/** Looks which audit chains have not been verified since last night, and wakes the job for each. */
@Injectable()
export class WakeAuditChecks {
  private readonly logger = new Logger('audit');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  @Cron(CronExpression.EVERY_5_MINUTES)
  async onInterval(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      // The next look comes in minutes; a passing fault must not take the worker down.
      this.logger.error({ err: error }, 'looking for audit chains to verify failed');
    }
  }

  /** Wakes a job for every chain that is due. */
  async look(): Promise<void> {
    const wall = this.clock.wallNow();
    const due = await this.tenancy.withoutScope((tx) =>
      tx.query<{ account_id: string }>('select account_id from system_due_audit_checks($1)', [
        wall,
      ]),
    );
    for (const { account_id } of due)
      await this.jobs.wake('verify-audit', account_id, { accountId: account_id });
    const own = await this.tenancy.asInstance((tx) =>
      tx.one('select 1 from instance_audit_checks where checked_at > $1', [
        new Date(wall.getTime() - DAY_MS),
      ]),
    );
    if (own === undefined) await this.jobs.wake('verify-audit', 'instance', { accountId: null });
  }
}
