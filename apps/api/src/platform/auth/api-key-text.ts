import { createHash, randomBytes, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What every key begins with, so that a leaked one is recognised for what it is. */
const MARK = 'itk_';
const KEY = /^itk_[0-9a-z]{8}_[\w-]{43}_[0-9a-z]{6}$/;
const PREFIX_LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';
const PREFIX_LENGTH = 8;
const SECRET_BYTES = 32;

export interface ApiKeyText {
  /** The whole key. Shown once, kept nowhere. */
  readonly key: string;
  /** The part that may be shown later. */
  readonly prefix: string;
  readonly hash: Buffer;
}

/** Makes a key: `itk_<8 to know it by>_<256 random bits>_<6 of checksum>`. */
export function makeApiKey(): ApiKeyText {
  const prefix = Array.from(
    { length: PREFIX_LENGTH },
    () => PREFIX_LETTERS[randomInt(PREFIX_LETTERS.length)],
  ).join('');
  const body = `${MARK}${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const key = `${body}_${checksum(body)}`;
  return { key, prefix, hash: hashOf(key) };
}

/** Whether a bearer token claims to be an API key rather than a person's token. */
export function looksLikeApiKey(token: string): boolean {
  return token.startsWith(MARK);
}

/**
 * The hash under which a key is stored; null for a text that no key can be, so that mistyped and
 * invented ones cost no query.
 */
export function apiKeyHash(key: string): Buffer | null {
  if (!KEY.test(key)) return null;
  const end = key.lastIndexOf('_');
  return checksum(key.slice(0, end)) === key.slice(end + 1) ? hashOf(key) : null;
}

/** No slow hash: what is hashed is 256 random bits, not something a person chose. */
function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Against typing errors, and for scanners of leaked secrets; it protects nothing. */
function checksum(body: string): string {
  return crc32(body).toString(36).padStart(7, '0').slice(-6);
}
