import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { VerifyAudit } from '../verify-audit.js';

@Injectable()
export class VerifyAuditJob extends JobHandler<'verify-audit'> {
  readonly queue = 'verify-audit';

  constructor(private readonly verify: VerifyAudit) {
    super();
  }

  async handle({ accountId }: JobData['verify-audit']): Promise<void> {
    await this.verify.execute(accountId);
  }
}
