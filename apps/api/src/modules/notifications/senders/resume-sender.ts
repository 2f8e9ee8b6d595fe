import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { SenderView } from './sender.dto.js';
import { readSenderView } from './sender-view.js';

/** Has a sender that waits tried at once. Whether it works, or whether its limit leaves room, is found out by that. */
@Injectable()
export class ResumeSender {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /** @throws NotFound */
  execute(scope: AccountScope, senderId: string): Promise<SenderView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.now();
      const before = await readSenderView(tx, scope.accountId, senderId, now);
      if (before.waitsUntil === null) return before;
      await tx.execute(
        'update senders set waits_until = null, waits_reason = null where account_id = $1 and id = $2',
        [scope.accountId, senderId],
      );
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'sender.resumed',
        objectKind: 'sender',
        objectId: senderId,
      });
      await this.jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
      return readSenderView(tx, scope.accountId, senderId, now);
    });
  }
}
