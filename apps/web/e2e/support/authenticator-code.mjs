import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

// eslint-disable-next-line no-restricted-syntax -- an authenticator goes by the clock of the world, not the product's
const now = () => Date.now();

/**
 * What an authenticator app shows for a key (RFC 6238 with SHA-1, six digits).
 *
 * @param {string} secret base32, blanks do not count
 */
export function authenticatorCode(secret) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now() / STEP_MS)));
  // eslint-disable-next-line no-restricted-syntax -- what authenticator apps speak (RFC 6238)
  const digest = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = digest[digest.length - 1] & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The next code: one that was just used is refused, as it should be. */
export async function nextAuthenticatorCode(secret) {
  await new Promise((resolve) => setTimeout(resolve, STEP_MS - (now() % STEP_MS) + 200));
  return authenticatorCode(secret);
}

function bytesOf(secret) {
  const bits = [...secret.replaceAll(/\s/g, '')]
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
