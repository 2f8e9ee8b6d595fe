import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { latestLooks } from '../rates/stored-rates.js';
import { BANKS, feedsOf } from './feeds.js';

const HOUR_MS = 3600 * 1000;
/** Mid rates come about noon, decisions in the afternoon: four looks a day miss none by much. */
const EVERY_MS = 6 * HOUR_MS;
const AFTER_FAILURE_MS = HOUR_MS;

/** Looks which banks have not been asked for a while, and wakes the job for each. */
@Injectable()
export class WakeBankLooks {
  private readonly logger = new Logger('rates');

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  @Cron(CronExpression.EVERY_10_MINUTES)
  async onInterval(): Promise<void> {
    if (!(this.settings.RATES_FETCH ?? !this.settings.DEMO)) return;
    try {
      await this.look();
    } catch (error) {
      // The next look comes in minutes; a passing fault must not take the worker down.
      this.logger.error({ err: error }, 'looking which banks to ask failed');
    }
  }

  /** Wakes a job for every bank that is due. */
  async look(): Promise<void> {
    const wall = this.clock.wallNow().getTime();
    const looks = await this.tenancy.withoutScope(latestLooks);
    for (const bank of BANKS) {
      const isDue = feedsOf(this.settings)
        .filter((feed) => feed.bank === bank)
        .some(({ id }) => {
          const last = looks.get(id);
          const pause = last?.outcome === 'failed' ? AFTER_FAILURE_MS : EVERY_MS;
          return last === undefined || wall - last.lookedAt.getTime() >= pause;
        });
      if (isDue) await this.jobs.wake('look-at-bank', bank, { bank });
    }
  }
}
