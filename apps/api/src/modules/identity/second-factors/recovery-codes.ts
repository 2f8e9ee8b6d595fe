import { createHash, randomBytes } from 'node:crypto';

import type { Transaction } from '../../../platform/database/transaction.js';

const COUNT = 10;
/** No 0, 1, l or o: the codes are copied by hand from paper. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * Makes new recovery codes, and ends the ones before.
 *
 * @returns them, as `abcd-efgh-jkmn-pqrs`; 80 bits each, so a plain hash keeps them
 */
export async function renewRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await tx.execute('delete from recovery_codes where user_id = $1', [userId]);
  await tx.execute(
    'insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])',
    [userId, codes.map(hashOf)],
  );
  return codes;
}

/** For somebody's first second factor: codes, or null when they have some. */
export async function firstRecoveryCodes(
  tx: Transaction,
  userId: string,
): Promise<string[] | null> {
  const there = await tx.one('select 1 as one from recovery_codes where user_id = $1 limit 1', [
    userId,
  ]);
  return there === undefined ? renewRecoveryCodes(tx, userId) : null;
}

/** Uses a code up. @returns whether it was one */
export async function useRecoveryCode(
  tx: Transaction,
  userId: string,
  code: string,
  at: Date,
): Promise<boolean> {
  const count = await tx.execute(
    'update recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null',
    [userId, hashOf(code), at],
  );
  return count > 0;
}

function newCode(): string {
  const letters = [...randomBytes(16)].map((byte) => LETTERS[byte % 32]).join('');
  return letters.match(/.{4}/g)!.join('-');
}

/** Spaces, dashes and capitals are how people write, not part of the code. */
function hashOf(code: string): Buffer {
  const plain = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return createHash('sha256').update(plain).digest();
}
