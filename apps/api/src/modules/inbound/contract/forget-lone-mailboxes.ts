import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';

/**
 * Forgets the mailboxes that no sender names any more, with their passwords; what was read from them stays. A worker
 * that is reading one finds its claim gone and writes nothing.
 *
 * Call it in the transaction that has taken a sender's mailbox away, after `lockSenders`.
 *
 * @param wall real time
 */
export async function forgetLoneMailboxes(
  tx: Transaction,
  scope: AccountScope,
  wall: Date,
): Promise<void> {
  const gone = await tx.query<{ id: string; host: string; username: string; folder: string }>(
    `delete from mailboxes m
      where m.account_id = $1 and not exists (select 1 from senders s where s.account_id = $1 and s.mailbox_id = m.id)
     returning id, host, username, folder`,
    [scope.accountId],
  );
  for (const { id, ...before } of gone)
    await audit(tx, scope, wall, {
      action: 'mailbox.removed',
      objectKind: 'mailbox',
      objectId: id,
      before,
    });
}
