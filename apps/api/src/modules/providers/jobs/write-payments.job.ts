import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { WritePayments } from '../write-back/write-payments.js';

@Injectable()
export class WritePaymentsJob extends JobHandler<'write-payments'> {
  readonly queue = 'write-payments';

  constructor(private readonly write: WritePayments) {
    super();
  }

  async handle(data: JobData['write-payments'], signal: AbortSignal): Promise<void> {
    await this.write.execute(systemScope(data.accountId), data.connectionId, signal);
  }
}
