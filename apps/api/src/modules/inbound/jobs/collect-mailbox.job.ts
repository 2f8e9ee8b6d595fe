import { Injectable } from '@nestjs/common';

import { JobHandler } from '../../../platform/jobs/job-handler.js';
import type { JobData } from '../../../platform/jobs/queues.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { CollectMailbox } from '../collect/collect-mailbox.js';

@Injectable()
export class CollectMailboxJob extends JobHandler<'collect-mailbox'> {
  readonly queue = 'collect-mailbox';

  constructor(private readonly collect: CollectMailbox) {
    super();
  }

  async handle(
    { accountId, mailboxId }: JobData['collect-mailbox'],
    signal: AbortSignal,
  ): Promise<void> {
    await this.collect.execute(systemScope(accountId), mailboxId, signal);
  }
}
