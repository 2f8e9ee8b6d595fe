import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** Has a sender's mailbox read as soon as a worker is free. */
@Injectable()
export class RequestCollection {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /** @throws NotFound without a mailbox */
  execute(scope: AccountScope, senderId: string): Promise<void> {
    const { accountId } = scope;
    return this.tenancy.inAccount(scope, async (tx) => {
      const mailbox = await tx.one<{ id: string }>(
        `update mailboxes m set next_collect_at = $3 from senders s
          where m.account_id = $1 and s.account_id = $1 and s.id = $2 and m.id = s.mailbox_id returning m.id`,
        [accountId, senderId, this.clock.wallNow()],
      );
      if (mailbox === undefined) throw new NotFound('mailbox');
      await this.jobs.send(tx, 'collect-mailbox', mailbox.id, { accountId, mailboxId: mailbox.id });
    });
  }
}
