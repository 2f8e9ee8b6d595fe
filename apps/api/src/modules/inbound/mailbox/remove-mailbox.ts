import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { lockSenders } from '../../notifications/contract/lock-senders.js';
import { forgetLoneMailboxes } from '../contract/forget-lone-mailboxes.js';
import { readMailboxView } from './mailbox-view.js';

/** Takes a sender's mailbox away; another sender that has the same one keeps it. */
@Injectable()
export class RemoveMailbox {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound without such a sender, or where it has no mailbox */
  execute(scope: AccountScope, senderId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await lockSenders(tx, scope);
      const { sharedWith, ...before } = await readMailboxView(tx, scope.accountId, senderId);
      if (before.version === 0) throw new NotFound('mailbox');
      await tx.execute('update senders set mailbox_id = null where account_id = $1 and id = $2', [
        scope.accountId,
        senderId,
      ]);
      const wall = this.clock.wallNow();
      if (sharedWith.length > 0)
        await audit(tx, scope, wall, {
          action: 'mailbox.left',
          objectKind: 'sender',
          objectId: senderId,
          before: { host: before.host, username: before.username, folder: before.folder },
        });
      await forgetLoneMailboxes(tx, scope, wall);
    });
  }
}
