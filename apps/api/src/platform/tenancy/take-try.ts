import type { Transaction } from '../database/transaction.js';
import { DomainError } from '../http/domain-error.js';
import type { AccountScope } from './account-scope.js';
import { audit, type AuditEntry } from './audit.js';

/** Tries of a kind an account may make in a minute: enough to get settings right, useless for guessing or flooding. */
const TRIES_A_MINUTE = 5;
const MINUTE_MS = 60_000;

/**
 * Takes one try from the account's allowance. The journal of who did what is also what is counted, so the
 * limit holds for all processes together: they wait for each other until the caller's transaction ends.
 *
 * @param wall real time: moving the calendar gives no new tries
 * @throws DomainError `too-many-tests`
 */
export async function takeTry(
  tx: Transaction,
  scope: AccountScope,
  tried: AuditEntry,
  wall: Date,
): Promise<void> {
  await tx.query('select 1 from accounts where id = $1 for no key update', [scope.accountId]);
  const recent = await tx.query<{ at: Date }>(
    'select at from audit_entries where account_id = $1 and at > $2 and action = $3 order by at',
    [scope.accountId, new Date(wall.getTime() - MINUTE_MS), tried.action],
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
  await audit(tx, scope, wall, tried);
}
