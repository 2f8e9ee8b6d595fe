import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { RemoveAccount } from './remove-account.js';

@Injectable()
export class RemoveAccountJob extends JobHandler<'remove-account'> {
  readonly queue = 'remove-account';

  constructor(private readonly remove: RemoveAccount) {
    super();
  }

  async handle({ accountId }: JobData['remove-account']): Promise<void> {
    await this.remove.execute(accountId);
  }
}
