import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { BrokenFernet, openFernet } from './fernet.js';

interface Vector {
  readonly desc?: string;
  readonly token: string;
  readonly now: string;
  readonly ttl_sec: number;
  readonly src: string;
  readonly secret: string;
}

/** The vectors of github.com/fernet/spec, as they are there. */
const vectors = (name: string): Vector[] =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../../test/fixtures/fernet/${name}.json`), 'utf8'),
  ) as Vector[];

describe('a Fernet token', () => {
  it.each([...vectors('generate'), ...vectors('verify')])(
    'C03 of the specification opens ($now)',
    ({ token, secret, src, now, ttl_sec = 60 }) => {
      expect(openFernet(token, secret)).toBe(src);
      expect(openFernet(token, secret, { now: new Date(now), ttlSeconds: ttl_sec })).toBe(src);
    },
  );

  it.each(vectors('invalid'))(
    'C03 of the specification does not open: $desc',
    ({ token, secret, now, ttl_sec }) => {
      expect(() => openFernet(token, secret, { now: new Date(now), ttlSeconds: ttl_sec })).toThrow(
        BrokenFernet,
      );
    },
  );

  const [good] = vectors('verify');

  it('C03 does not open when any byte of it has been changed, nor with another key', () => {
    const bytes = Buffer.from(good!.token, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index]! ^= 1;
      const text = changed.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
      expect(() => openFernet(text, good!.secret)).toThrow(BrokenFernet);
    }
    expect(() => openFernet(good!.token, Buffer.alloc(32).toString('base64url') + '=')).toThrow(
      BrokenFernet,
    );
  });

  it.each(['', 'x', 'gAAAAA==', `${'A'.repeat(200)}`])('C03 is not "%s"', (text) => {
    expect(() => openFernet(text, good!.secret)).toThrow(BrokenFernet);
  });
});
