import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { Stale } from '../../../platform/http/domain-error.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { lockSenders } from '../contract/lock-senders.js';
import type { SenderBody, SenderView } from './sender.dto.js';
import { readSenderView } from './sender-view.js';
import { letWaitingNoticesGo, writeSender } from './write-sender.js';

/** Changes a mail server an account sends through. */
@Injectable()
export class ChangeSender {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly egress: EgressPolicy,
    private readonly sealer: Sealer,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * @param version the version the person has seen
   * @throws NotFound, Stale, or Invalid `host-not-allowed`, `password-needed` or `default-needed`
   */
  async execute(
    scope: AccountScope,
    senderId: string,
    version: number,
    body: SenderBody,
  ): Promise<SenderView> {
    // Asks the name server, so before the transaction.
    await this.egress.check(body.host, body.port);
    return this.tenancy.inAccount(scope, async (tx) => {
      await lockSenders(tx, scope);
      const now = this.clock.now();
      const before = await readSenderView(tx, scope.accountId, senderId, now);
      if (before.version !== version) throw new Stale();
      await writeSender(tx, scope, this.sealer, now, before, body);
      const after = await readSenderView(tx, scope.accountId, senderId, now);
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'sender.changed',
        objectKind: 'sender',
        objectId: senderId,
        before,
        after: { ...after, isPasswordNew: body.password !== undefined },
      });
      await letWaitingNoticesGo(tx, scope, this.jobs, now);
      return after;
    });
  }
}
