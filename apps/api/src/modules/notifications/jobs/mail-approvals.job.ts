import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { MailApprovals } from '../approvals/mail-approvals.js';

@Injectable()
export class MailApprovalsJob extends JobHandler<'mail-approvals'> {
  readonly queue = 'mail-approvals';

  constructor(private readonly mail: MailApprovals) {
    super();
  }

  handle({ accountId }: JobData['mail-approvals']): Promise<void> {
    return this.mail.execute(accountId);
  }
}
