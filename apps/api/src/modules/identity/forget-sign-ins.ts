import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';

import { Clock } from '../../platform/clock/clock.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';

/** Days an ended session stays: long enough to look into a theft that is noticed late. */
const KEPT_DAYS = 90;

/** Throws away what is over: tickets, links, counted guesses, sessions long ended with their spent tokens. */
@Injectable()
export class ForgetSignIns {
  private readonly logger = new Logger('sign-in');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  @Cron(CronExpression.EVERY_HOUR)
  async onHour(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      // The next hour does it as well; a passing fault must not take the worker down.
      this.logger.error({ err: error }, 'old sign-ins could not be forgotten');
    }
  }

  async execute(): Promise<void> {
    const now = this.clock.wallNow();
    await this.tenancy.ask('select system_forget_sign_ins($1, $2)', [
      now,
      new Date(now.getTime() - KEPT_DAYS * 24 * 3600 * 1000),
    ]);
  }
}
