import { HOTP, Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app knows it: HMAC-SHA-1, six digits, 30 seconds. */
const STEP_MS = 30_000;

/** A new seed in base32, 160 bits as RFC 4226 recommends. */
export function newSeed(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads from the QR code. */
export function otpauthUrl(seed: string, label: string): string {
  return new TOTP({ issuer: 'InvoiceTracker', label, secret: Secret.fromBase32(seed) }).toString();
}

/**
 * The step a code belongs to: the current one, or the one before for a clock that is a little behind and for
 * slow fingers. A clock that is ahead is not catered for. Null for a wrong code.
 */
export function stepOfCode(seed: string, code: string, at: Date): number | null {
  const current = Math.floor(at.getTime() / STEP_MS);
  const secret = Secret.fromBase32(seed);
  for (const step of [current, current - 1]) {
    if (HOTP.validate({ token: code, secret, counter: step, window: 0 }) === 0) return step;
  }
  return null;
}
