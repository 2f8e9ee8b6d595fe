import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';

@Injectable()
export class SyncConnectionJob extends JobHandler<'sync-connection'> {
  readonly queue = 'sync-connection';

  async handle(): Promise<void> {
    throw new Error('not built yet');
  }
}
