import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { SendNotices } from '../outbox/send-notices.js';

@Injectable()
export class SendNoticesJob extends JobHandler<'send-notices'> {
  readonly queue = 'send-notices';

  constructor(private readonly send: SendNotices) {
    super();
  }

  async handle(
    { accountId, turn = 0 }: JobData['send-notices'],
    signal: AbortSignal,
  ): Promise<void> {
    await this.send.execute(systemScope(accountId), signal, turn);
  }
}
