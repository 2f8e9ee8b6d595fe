import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';

/** Tries an account may make in a minute: enough to get settings right, useless for guessing or looking around. */
const TRIES_A_MINUTE = 5;
const MINUTE_MS = 60_000;
const ACTION = 'mailbox.tried';

/**
 * Takes one try from the account's allowance. The journal of who did what is also what is counted, so the
 * limit holds for all processes together.
 *
 * @param wall real time: moving the calendar gives no new tries
 * @throws DomainError `too-many-tests`
 */
export async function takeMailboxTry(
  tx: Transaction,
  scope: AccountScope,
  host: string,
  wall: Date,
): Promise<void> {
  await tx.query('select 1 from senders where account_id = $1 and is_default for update', [
    scope.accountId,
  ]);
  const recent = await tx.query<{ at: Date }>(
    'select at from audit_entries where account_id = $1 and at > $2 and action = $3 order by at',
    [scope.accountId, new Date(wall.getTime() - MINUTE_MS), ACTION],
  );
  if (recent.length >= TRIES_A_MINUTE) {
    const freeAt = recent.at(-TRIES_A_MINUTE)!.at.getTime() + MINUTE_MS;
    throw new DomainError(
      'too-many',
      'too-many-tests',
      'That was a lot of tries. Wait a minute, then try again.',
      [],
      Math.max(1, Math.ceil((freeAt - wall.getTime()) / 1000)),
    );
  }
  await audit(tx, scope, wall, {
    action: ACTION,
    objectKind: 'mailbox',
    objectId: null,
    after: { host },
  });
}
