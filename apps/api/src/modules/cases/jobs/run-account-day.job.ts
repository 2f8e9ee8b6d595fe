import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';

@Injectable()
export class RunAccountDayJob extends JobHandler<'run-account-day'> {
  readonly queue = 'run-account-day';

  async handle(): Promise<void> {
    throw new Error('not built yet');
  }
}
