import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate } from './allocate.js';
import { money } from './money.js';

const minors = (amount: bigint, ratios: readonly bigint[]): bigint[] =>
  allocate(money(amount, 'PLN'), ratios).map((part) => part.minor);

it('hands the leftover units to the first parts, openly', () => {
  expect(minors(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
  expect(minors(101n, [1n, 1n, 1n])).toEqual([34n, 34n, 33n]);
  expect(minors(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n]);
});

it('gives nothing to a part that has no ratio', () => {
  expect(minors(5n, [0n, 1n, 1n])).toEqual([0n, 3n, 2n]);
});

it('refuses ratios that cannot share anything', () => {
  for (const ratios of [[], [0n, 0n], [2n, -1n]]) {
    expect(() => minors(5n, ratios)).toThrow(RangeError);
  }
});

it('always adds up, and no part is a whole unit away from its exact share', () => {
  const ratios = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 8 })
    .filter((list) => list.some((ratio) => ratio > 0n));
  fc.assert(
    fc.property(fc.bigInt(), ratios, (amount, list) => {
      const parts = minors(amount, list);
      const whole = list.reduce((sum, ratio) => sum + ratio, 0n);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
      parts.forEach((part, index) => {
        const gap = part * whole - amount * (list[index] ?? 0n);
        expect(gap < whole && gap > -whole).toBe(true);
      });
    }),
  );
});
