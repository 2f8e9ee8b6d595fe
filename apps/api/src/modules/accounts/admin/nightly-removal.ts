import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';

import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { RemoveAccount } from './remove-account.js';

/** Days a system mail that has ended is kept: long enough to answer "did it leave?". */
const MAIL_DAYS = 30;

/** Days it can be seen which invoices a sync run changed. */
const RUN_CHANGES_DAYS = 90;

/** Every night: what is over goes. Any number of workers may look; the rows are the locks. */
@Injectable()
export class NightlyRemoval {
  private readonly logger = new Logger('accounts');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
    private readonly remove: RemoveAccount,
  ) {}

  @Cron('17 2 * * *')
  async onNight(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      // The next night looks again; a passing fault must not take the worker down.
      this.logger.error({ err: error }, 'nightly removal failed');
    }
  }

  async look(): Promise<void> {
    for (const accountId of await this.remove.due())
      await this.jobs.wake('remove-account', accountId, { accountId });
    await this.tenancy.ask('select system_forget_mails($1), system_forget_run_changes($2)', [
      this.daysAgo(MAIL_DAYS),
      this.daysAgo(RUN_CHANGES_DAYS),
    ]);
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.wallNow().getTime() - days * 24 * 3_600_000);
  }
}
