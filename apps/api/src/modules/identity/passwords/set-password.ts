import type { Transaction } from '../../../platform/database/transaction.js';

/**
 * Gives a person a new password. Every session ends, but for the one that changes it: whoever knew the old
 * password may be in one of them. Links to reset it end too.
 *
 * @param tx a transaction of that person
 * @param keptSessionId the session of the person who changes their own password
 */
export async function setPassword(
  tx: Transaction,
  userId: string,
  passwordHash: string,
  at: Date,
  keptSessionId: string | null = null,
): Promise<void> {
  await tx.execute(
    'update users set password_hash = $2, password_changed_at = $3, updated_at = $3 where id = $1',
    [userId, passwordHash, at],
  );
  await tx.execute(
    'update sessions set ended_at = $2 where user_id = $1 and ended_at is null and id is distinct from $3',
    [userId, at, keptSessionId],
  );
  await tx.execute(
    "update one_time_tokens set used_at = $2 where user_id = $1 and purpose = 'password-reset' and used_at is null",
    [userId, at],
  );
}
