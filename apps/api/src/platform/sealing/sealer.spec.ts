import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CannotUnseal, Sealer, type SealPlace } from './sealer.js';

const key = () => randomBytes(32).toString('base64');
const place: SealPlace = { accountId: 'a', table: 'connections', column: 'sealed_key', rowId: 'r' };

describe('sealing', () => {
  const sealer = new Sealer(`k1:${key()}`);

  it('opens what it sealed, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (secret) => sealer.unseal(sealer.seal(secret, place), place) === secret,
      ),
    );
  });

  it('never seals the same secret to the same text', () => {
    expect(sealer.seal('secret', place)).not.toBe(sealer.seal('secret', place));
  });

  it.each<[string, Partial<SealPlace>]>([
    ['account', { accountId: 'b' }],
    ['table', { table: 'senders' }],
    ['column', { column: 'other' }],
    ['row', { rowId: 's' }],
  ])('C01 does not open in another %s', (_name, elsewhere) => {
    expect(() => sealer.unseal(sealer.seal('secret', place), { ...place, ...elsewhere })).toThrow(
      CannotUnseal,
    );
  });

  it('does not open when a byte of it has been changed', () => {
    const parts = sealer.seal('secret', place).split('.');
    for (const part of [2, 3, 4]) {
      const bytes = Buffer.from(parts[part]!, 'base64url');
      for (let index = 0; index < bytes.length; index += 1) {
        const changed = Buffer.from(bytes);
        changed[index]! ^= 1;
        const text = parts.with(part, changed.toString('base64url')).join('.');
        expect(() => sealer.unseal(text, place)).toThrow(CannotUnseal);
      }
    }
  });

  it('C02 seals with the newest key and opens with the older ones', () => {
    const old = key();
    const before = new Sealer(`k1:${old}`);
    const after = new Sealer(`k2:${key()},k1:${old}`);
    expect(after.unseal(before.seal('secret', place), place)).toBe('secret');
    expect(after.seal('secret', place)).toMatch(/^v1\.k2\./);
    expect(() => before.unseal(after.seal('secret', place), place)).toThrow(CannotUnseal);
  });

  it('refuses a key of another length', () => {
    expect(() => new Sealer(`k1:${randomBytes(16).toString('base64')}`)).toThrow(
      'must have 32 bytes',
    );
  });

  it.each(['', 'v1', 'v1.k1', 'v2.k1.a.b.c', 'v1.k9.a.b.c', 'plain text'])(
    'does not open "%s"',
    (text) => {
      expect(() => sealer.unseal(text, place)).toThrow(CannotUnseal);
    },
  );
});
