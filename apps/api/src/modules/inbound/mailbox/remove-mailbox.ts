import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readMailboxView } from './mailbox-view.js';

/** Forgets a mailbox and its password. A worker that is reading it finds its claim gone and writes nothing. */
@Injectable()
export class RemoveMailbox {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  execute(scope: AccountScope): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await readMailboxView(tx, scope.accountId);
      const gone = await tx.one<{ id: string }>(
        `delete from mailboxes m using senders s
          where m.account_id = $1 and s.account_id = $1 and s.id = m.sender_id and s.is_default returning m.id`,
        [scope.accountId],
      );
      if (gone === undefined) throw new NotFound('mailbox');
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'mailbox.removed',
        objectKind: 'mailbox',
        objectId: gone.id,
        before,
      });
    });
  }
}
