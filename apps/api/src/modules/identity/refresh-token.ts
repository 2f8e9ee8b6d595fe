import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Days of not being used after which a session ends, and days after which it ends in any case. */
export const IDLE_DAYS = 7;
export const ABSOLUTE_DAYS = 30;

/** Seconds in which the predecessor of a rotated token is still taken: two tabs may refresh at once. */
export const GRACE_SECONDS = 10;

/** The first token of a session: 256 bits of chance. */
export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The token that follows. It is derived, not drawn, so that two tabs that send the same token at the same
 * moment are given the same successor, although only hashes are kept.
 */
export function successorOf(token: string, key: Buffer): string {
  return createHmac('sha256', key).update(token).digest('base64url');
}

/** Only this is stored: whoever reads the table cannot sign in with it. */
export function hashOfRefreshToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
