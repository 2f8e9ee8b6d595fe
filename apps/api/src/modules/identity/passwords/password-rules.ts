import { createRequire } from 'node:module';

import { Invalid } from '../../../platform/http/domain-error.js';

/** ASVS 6.2: length counts, composition does not; any character, nothing cut off. */
const SHORTEST = 12;
const LONGEST = 128;

const require = createRequire(import.meta.url);
let known: ReadonlySet<string> | null = null;

/**
 * Refuses a new password that is too short, or that is among the first to be guessed. Looked up here, on
 * this machine: a password is nobody else's business.
 *
 * @param field the field of the request that holds it
 * @param own the person's own names and addresses, which are guessed first of all
 * @throws Invalid `password-length` or `password-known`
 */
export function requireGoodPassword(
  password: string,
  field = 'password',
  own: readonly string[] = [],
): void {
  // Characters, not the halves some of them are stored in.
  const length = [...password].length;
  if (length < SHORTEST || length > LONGEST) {
    throw new Invalid('password-length', 'A password has 12 to 128 characters.', [
      { field, code: 'length', message: 'must have 12 to 128 characters' },
    ]);
  }
  if (isKnown(password.toLowerCase(), own)) {
    throw new Invalid('password-known', 'This password is among the first that are guessed.', [
      { field, code: 'known', message: 'is among the first that are guessed' },
    ]);
  }
}

/** Also what people make of a known one to reach the length: written twice, or with figures and signs around it. */
function isKnown(password: string, own: readonly string[]): boolean {
  const names = new Set(own.flatMap((name) => [name.toLowerCase(), localPart(name)]));
  const isGuessed = (word: string) => knownPasswords().has(word) || names.has(word);
  const core = password.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const unit = shortestUnit(password);
  return isGuessed(password) || isGuessed(core) || isGuessed(unit) || unit.length <= 2;
}

/** Fifty thousand passwords that are tried first, from breaches. Read when first asked for: most processes never are. */
function knownPasswords(): ReadonlySet<string> {
  const { dictionary } =
    require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common');
  known ??= new Set(dictionary['passwords-common'].map((word) => word.toLowerCase()));
  return known;
}

function localPart(address: string): string {
  return address.toLowerCase().split('@')[0]!;
}

/** The part that is repeated: `abc` of `abcabcabc`; all of it when nothing is. */
function shortestUnit(text: string): string {
  const at = (text + text).indexOf(text, 1);
  return text.slice(0, at);
}
