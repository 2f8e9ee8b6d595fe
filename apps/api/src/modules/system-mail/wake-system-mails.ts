import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { Clock } from '../../platform/clock/clock.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';

/** Somebody waits in front of the screen for a password link: the minute of the tick would be too long. */
const LOOK_MS = 3_000;

/** Looks every few seconds whether a system mail waits, and wakes the job that sends it. */
@Injectable()
export class WakeSystemMails {
  private readonly logger = new Logger('system-mail');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  @Interval(LOOK_MS)
  async look(): Promise<void> {
    try {
      const row = await this.tenancy.withoutScope((tx) =>
        tx.one<{ waits: boolean }>('select system_has_mail($1) as waits', [this.clock.wallNow()]),
      );
      if (row?.waits === true) await this.jobs.wake('send-system-mails', 'all', {});
    } catch (error) {
      // The next look comes in seconds; a passing fault must not take the worker down.
      this.logger.error({ err: error }, 'looking for system mail failed');
    }
  }
}
