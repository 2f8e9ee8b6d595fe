import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { minorOf, plainDecimal, roundedMinorOf } from './decimal.js';

const minor = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
const asText = (amount: bigint) => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

describe('an amount', () => {
  it('survives as text, with a point or a comma, to the grosz', () => {
    fc.assert(
      fc.property(minor, (amount) => {
        expect(minorOf(asText(amount), 'PLN')).toBe(amount);
        expect(minorOf(asText(amount).replace('.', ','), 'PLN')).toBe(amount);
      }),
    );
  });

  it('survives as a JSON number, to the grosz', () => {
    fc.assert(
      fc.property(minor, (amount) => {
        const parsed: unknown = JSON.parse(`{"price": ${asText(amount)}}`);
        expect(minorOf(String((parsed as { price: number }).price), 'PLN')).toBe(amount);
      }),
    );
  });

  it.each([
    ['2.46', 'PLN', 246n],
    ['1230.0', 'PLN', 123_000n],
    ['-100.0', 'EUR', -10_000n],
    ['0.0', 'PLN', 0n],
    ['100.5000', 'PLN', 10_050n],
    ['1500.0', 'JPY', 1500n],
    ['1500.0', 'HUF', 150_000n],
    ['1.234', 'KWD', 1234n],
    ['2.465', 'PLN', null],
    ['0.5', 'JPY', null],
    ['1e3', 'PLN', null],
    ['1 230,00', 'PLN', null],
    ['1,230.00', 'PLN', null],
    ['', 'PLN', null],
    ['-', 'PLN', null],
    ['12345678901234.56', 'PLN', null],
    ['1.00', 'ZŁO', null],
  ])('of %j %s is %s', (text, currency, expected) => {
    expect(minorOf(text, currency)).toBe(expected);
  });

  it.each([
    ['44.9550', 4496n],
    ['44.9549', 4495n],
    ['-44.955', -4496n],
    ['8.72', 872n],
  ])('of one piece, %s, is rounded half away from zero', (text, expected) => {
    expect(roundedMinorOf(text, 'PLN')).toBe(expected);
  });
});

it.each([
  ['13.0', '13'],
  ['1.50', '1.5'],
  ['-2.0', '-2'],
  ['-0.0', '0'],
  ['007', '7'],
  ['0.0001', '0.0001'],
  ['dwa', null],
])('the quantity %s is %s', (text, expected) => {
  expect(plainDecimal(text)).toBe(expected);
});
