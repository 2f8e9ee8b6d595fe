import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';

@Injectable()
export class SendNoticesJob extends JobHandler<'send-notices'> {
  readonly queue = 'send-notices';

  async handle(): Promise<void> {
    throw new Error('not built yet');
  }
}
