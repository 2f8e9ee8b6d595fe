import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';

/** Test mails an account may send in a minute: enough to try settings out, useless for flooding anybody. */
const TESTS_A_MINUTE = 5;
const MINUTE_MS = 60_000;
const ACTION = 'sender.test-requested';

/**
 * Takes one test from the account's allowance. The journal of who did what is also what is counted, so the
 * limit holds for all processes together: they wait for each other until the caller's transaction ends.
 *
 * @param wall real time: moving the calendar gives no new tests
 * @throws DomainError `too-many-tests`
 */
export async function takeSenderTest(
  tx: Transaction,
  scope: AccountScope,
  senderId: string,
  to: string,
  wall: Date,
): Promise<void> {
  await tx.query('select 1 from accounts where id = $1 for no key update', [scope.accountId]);
  const recent = await tx.query<{ at: Date }>(
    'select at from audit_entries where account_id = $1 and at > $2 and action = $3 order by at',
    [scope.accountId, new Date(wall.getTime() - MINUTE_MS), ACTION],
  );
  if (recent.length >= TESTS_A_MINUTE) {
    const freeAt = recent.at(-TESTS_A_MINUTE)!.at.getTime() + MINUTE_MS;
    throw new DomainError(
      'too-many',
      'too-many-tests',
      'That was a lot of test mails. Wait a minute, then try again.',
      [],
      Math.max(1, Math.ceil((freeAt - wall.getTime()) / 1000)),
    );
  }
  await audit(tx, scope, wall, {
    action: ACTION,
    objectKind: 'sender',
    objectId: senderId,
    after: { to },
  });
}
