import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dividedBy, exactMinor, roundedMinor } from './minor-units.js';
import { decimal } from './wire.js';

const cents = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });

function written(minor: bigint): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe('an amount written as text', () => {
  it('is read to the last grosz, however large', () => {
    fc.assert(
      fc.property(cents, fc.nat({ max: 4 }), (minor, zeros) => {
        expect(exactMinor(written(minor) + '0'.repeat(zeros), 'PLN')).toBe(minor);
        expect(roundedMinor(written(minor), 'PLN')).toBe(minor);
      }),
    );
  });

  it('is never rounded where it is owed', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 9 }), (minor, rest) => {
        expect(exactMinor(`${written(minor)}${rest}`, 'PLN')).toBeNull();
      }),
    );
  });

  it.each([
    ['0.20', 'PLN', 20n],
    ['5', 'PLN', 500n],
    ['-5.', 'PLN', -500n],
    ['.5', 'PLN', 50n],
    ['1200.00', 'JPY', 1200n],
    ['1200.50', 'JPY', null],
    ['1.234', 'KWD', 1234n],
    ['-0.01', 'EUR', -1n],
  ])('%s %s is %s', (text, currency, minor) => {
    expect(exactMinor(text, currency)).toBe(minor);
  });

  it.each([
    ['0.2049', 20n],
    ['0.2050', 21n],
    ['-0.205', -21n],
    ['0.999', 100n],
  ])('of a unit price, %s, is rounded away from zero at the half', (text, minor) => {
    expect(roundedMinor(text, 'PLN')).toBe(minor);
  });

  it.each(['1e3', '12,50', '1 000.00', 'sto', '-', '.', '0x10'])('%s is no amount', (text) => {
    expect(() => decimal(text)).toThrow('not a number');
  });

  it('may come as a number: two decimals survive what JSON does to them', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), (minor) => {
        const parsed = JSON.parse(written(minor)) as number;
        expect(exactMinor(decimal(parsed) as string, 'PLN')).toBe(minor);
      }),
    );
  });
});

it('divides by a quantity with decimals', () => {
  expect(dividedBy(1000n, '4')).toBe(250n);
  expect(dividedBy(1000n, '1.5000')).toBe(667n);
  expect(dividedBy(-1000n, '1.5')).toBe(-667n);
  expect(dividedBy(1000n, '0.00')).toBeNull();
});
