import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { SendSystemMails } from '../send-system-mails.js';

@Injectable()
export class SendSystemMailsJob extends JobHandler<'send-system-mails'> {
  readonly queue = 'send-system-mails';

  constructor(private readonly send: SendSystemMails) {
    super();
  }

  async handle(_data: JobData['send-system-mails'], signal: AbortSignal): Promise<void> {
    await this.send.execute(signal);
  }
}
