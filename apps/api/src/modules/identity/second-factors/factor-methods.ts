import type { Transaction } from '../../../platform/database/transaction.js';

/** What somebody may be asked for besides the password. */
export const FACTOR_METHODS = ['totp', 'passkey', 'recovery-code'] as const;
export type FactorMethod = (typeof FACTOR_METHODS)[number];

/**
 * What a person can answer with; empty without a second factor.
 *
 * @param tx a transaction of that person
 */
export async function factorMethods(tx: Transaction, userId: string): Promise<FactorMethod[]> {
  const row = await tx.one<{ methods: FactorMethod[] }>(
    `select array_remove(array[
              case when exists (select 1 from user_totp where user_id = $1 and confirmed_at is not null) then 'totp' end,
              case when exists (select 1 from user_passkeys where user_id = $1) then 'passkey' end], null) as methods`,
    [userId],
  );
  const methods = row!.methods;
  return methods.length === 0 ? [] : [...methods, 'recovery-code'];
}

/** Notes whether the person has a second factor now. Without one, recovery codes open nothing and go. */
export async function noteSecondFactor(tx: Transaction, userId: string, at: Date): Promise<void> {
  const hasOne = (await factorMethods(tx, userId)).length > 0;
  await tx.execute('update users set has_second_factor = $2, updated_at = $3 where id = $1', [
    userId,
    hasOne,
    at,
  ]);
  if (!hasOne) await tx.execute('delete from recovery_codes where user_id = $1', [userId]);
}
