import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

const VERSION = 0x80;
/** version, time, IV, one block, code */
const SHORTEST = 1 + 8 + 16 + 16 + 32;
/** Seconds a token may be ahead of the clock (section "Verifying" of the specification). */
const MAX_SKEW = 60;

/** Thrown when a token is not from this key, is broken or too old. Which of them is not told. */
export class BrokenFernet extends Error {
  constructor() {
    super('This is no Fernet token of this key.');
  }
}

/**
 * Opens a token of the Fernet specification (github.com/fernet/spec): the code over everything is
 * compared in constant time before anything is decrypted.
 *
 * @param key 32 bytes in base64url: 16 that sign, 16 that encrypt
 * @param age where the token's age matters: now, and the seconds it may be old; left out for stored secrets
 * @throws BrokenFernet
 */
export function openFernet(
  token: string,
  key: string,
  age?: { readonly now: Date; readonly ttlSeconds: number },
): string {
  const keys = bytesOf(key);
  const bytes = bytesOf(token);
  if (keys.length !== 32 || bytes.length < SHORTEST || bytes[0] !== VERSION)
    throw new BrokenFernet();
  const signed = bytes.subarray(0, -32);
  const code = createHmac('sha256', keys.subarray(0, 16)).update(signed).digest();
  if (!timingSafeEqual(code, bytes.subarray(-32))) throw new BrokenFernet();
  if (age !== undefined) requireAge(Number(bytes.readBigUInt64BE(1)), age);
  try {
    // The cipher that Fernet has. Its code has been verified above, so nobody learns from the padding.
    // eslint-disable-next-line no-restricted-syntax -- CBC behind a verified HMAC, and for reading only
    const decipher = createDecipheriv('aes-128-cbc', keys.subarray(16), signed.subarray(9, 25));
    return Buffer.concat([decipher.update(signed.subarray(25)), decipher.final()]).toString('utf8');
  } catch {
    throw new BrokenFernet();
  }
}

function requireAge(
  seconds: number,
  { now, ttlSeconds }: { readonly now: Date; readonly ttlSeconds: number },
): void {
  const today = now.getTime() / 1000;
  if (seconds + ttlSeconds < today || seconds > today + MAX_SKEW) throw new BrokenFernet();
}

/** Base64url with its padding, and nothing else: Node itself would skip what it does not know. */
function bytesOf(text: string): Buffer {
  if (!/^[\w-]+={0,2}$/.test(text) || text.length % 4 !== 0) throw new BrokenFernet();
  return Buffer.from(text, 'base64url');
}
