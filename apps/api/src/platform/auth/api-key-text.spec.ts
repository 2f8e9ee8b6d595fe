import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { apiKeyHash, looksLikeApiKey, makeApiKey } from './api-key-text.js';

describe('the text of an API key', () => {
  it('A14 has a mark, a name, 256 random bits and a checksum', () => {
    const { key, prefix, hash } = makeApiKey();
    expect(key).toMatch(new RegExp(`^itk_${prefix}_[A-Za-z0-9_-]{43}_[0-9a-z]{6}$`));
    expect(looksLikeApiKey(key)).toBe(true);
    expect(hash).toEqual(createHash('sha256').update(key).digest());
    expect(apiKeyHash(key)).toEqual(hash);
  });

  it('never repeats', () => {
    const keys = Array.from({ length: 1000 }, () => makeApiKey().key);
    expect(new Set(keys).size).toBe(1000);
  });

  it('A14 finds every single mistyped letter before anything is looked up', () => {
    const { key } = makeApiKey();
    for (let at = 0; at < key.length; at += 1) {
      const wrong = key[at] === 'x' ? 'y' : 'x';
      expect(apiKeyHash(key.slice(0, at) + wrong + key.slice(at + 1))).toBeNull();
    }
  });

  it.each(['', 'itk_', 'itk_abcdefgh', `itk_${'a'.repeat(59)}`, 'x'.repeat(100_000)])(
    'knows that no key is "%.20s"',
    (text) => {
      expect(apiKeyHash(text)).toBeNull();
    },
  );
});
