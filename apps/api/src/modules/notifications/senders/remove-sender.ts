import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { forgetLoneMailboxes } from '../../inbound/contract/forget-lone-mailboxes.js';
import { lockSenders } from '../contract/lock-senders.js';
import { readSenderView } from './sender-view.js';

/** Forgets a mail server with its password, and its mailbox where no other sender has it too. What it has sent stays as it is. */
@Injectable()
export class RemoveSender {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, Invalid `sender-is-default` */
  async execute(scope: AccountScope, senderId: string): Promise<void> {
    await this.tenancy.inAccount(scope, async (tx) => {
      await lockSenders(tx, scope);
      const before = await readSenderView(tx, scope.accountId, senderId, this.clock.now());
      if (before.use === 'default')
        throw new Invalid(
          'sender-is-default',
          'Your notices leave through this sender. Make another one the default first.',
        );
      await tx.execute('delete from senders where account_id = $1 and id = $2', [
        scope.accountId,
        senderId,
      ]);
      const wall = this.clock.wallNow();
      await audit(tx, scope, wall, {
        action: 'sender.removed',
        objectKind: 'sender',
        objectId: senderId,
        before,
      });
      await forgetLoneMailboxes(tx, scope, wall);
    });
  }
}
