import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { RunAccountDay } from '../run-account-day.js';

@Injectable()
export class RunAccountDayJob extends JobHandler<'run-account-day'> {
  readonly queue = 'run-account-day';

  constructor(private readonly run: RunAccountDay) {
    super();
  }

  async handle(
    { accountId, onDay, isAgain }: JobData['run-account-day'],
    signal: AbortSignal,
  ): Promise<void> {
    await this.run.execute(accountId, onDay, { isAgain: isAgain === true, signal });
  }
}
