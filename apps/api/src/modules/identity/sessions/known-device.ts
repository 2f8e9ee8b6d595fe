import { createHash, randomBytes } from 'node:crypto';

import type { Transaction } from '../../../platform/database/transaction.js';

/** Only this is stored of a device cookie's secret. */
export function hashOfDevice(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Whether the person has signed in from this browser before. */
export async function isKnownDevice(
  tx: Transaction,
  userId: string,
  secret: string | undefined,
): Promise<boolean> {
  if (secret === undefined) return false;
  const row = await tx.one(
    'select 1 as known from known_devices where user_id = $1 and device_hash = $2',
    [userId, hashOfDevice(secret)],
  );
  return row !== undefined;
}

export interface RememberedDevice {
  /** What the browser is to keep; left out when it keeps it already. */
  readonly secret?: string;
  /** A new browser of somebody who had one before. The very first sign-in surprises nobody. */
  readonly isWorthAMail: boolean;
}

/**
 * Notes that a person has signed in from this browser. Several people may share one: each has a row of
 * their own for the same secret.
 */
export async function rememberDevice(
  tx: Transaction,
  userId: string,
  secret: string | undefined,
  now: Date,
): Promise<RememberedDevice> {
  if (secret !== undefined) {
    const count = await tx.execute(
      'update known_devices set last_seen_at = $3 where user_id = $1 and device_hash = $2',
      [userId, hashOfDevice(secret), now],
    );
    if (count > 0) return { isWorthAMail: false };
  }
  const row = await tx.one<{ has_others: boolean }>(
    'select exists (select 1 from known_devices where user_id = $1) as has_others',
    [userId],
  );
  // A secret somebody else has planted in this browser is not taken over.
  const fresh = randomBytes(32).toString('base64url');
  await tx.execute(
    'insert into known_devices (user_id, device_hash, created_at, last_seen_at) values ($1, $2, $3, $3)',
    [userId, hashOfDevice(fresh), now],
  );
  return { secret: fresh, isWorthAMail: row!.has_others };
}
