import type { Transaction } from '../../../platform/database/transaction.js';

/** What a person is called here: nothing a password should be made of. */
export async function namesOf(tx: Transaction, userId: string): Promise<string[]> {
  const row = await tx.one<{ names: string[] }>(
    'select array[username, email, name] as names from users where id = $1',
    [userId],
  );
  return row?.names ?? [];
}
