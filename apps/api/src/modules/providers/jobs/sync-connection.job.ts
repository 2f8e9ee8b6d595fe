import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { RunSync } from '../sync/run-sync.js';

@Injectable()
export class SyncConnectionJob extends JobHandler<'sync-connection'> {
  readonly queue = 'sync-connection';

  constructor(private readonly run: RunSync) {
    super();
  }

  async handle(data: JobData['sync-connection'], signal: AbortSignal): Promise<void> {
    await this.run.execute(systemScope(data.accountId), data.runId, signal);
  }
}
