import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAmount, InvalidAmount, parseAmount } from './amount-text.js';
import { EXPONENTS } from './iso-4217.js';
import { money } from './money.js';

it.each([
  ['125.00', 'PLN', 12_500n],
  ['125.5', 'PLN', 12_550n],
  ['125', 'PLN', 12_500n],
  ['-0.05', 'EUR', -5n],
  ['007', 'PLN', 700n],
  ['1500', 'JPY', 1500n],
  ['1.234', 'KWD', 1234n],
  ['99999999999999999999.99', 'HUF', 9_999_999_999_999_999_999_999n],
])('reads "%s" %s exactly', (text, code, minor) => {
  expect(parseAmount(text, code)).toEqual(money(minor, code));
});

it.each([
  ['125.001', 'PLN'],
  ['125.000', 'PLN'],
  ['1.0', 'JPY'],
  ['1,5', 'PLN'],
  ['1 500', 'PLN'],
  ['+1', 'PLN'],
  ['.5', 'PLN'],
  ['5.', 'PLN'],
  ['1e3', 'PLN'],
  ['', 'PLN'],
  ['-', 'PLN'],
  ['NaN', 'PLN'],
  ['0x10', 'PLN'],
  ['1\n', 'PLN'],
])('refuses %j %s rather than guess', (text, code) => {
  expect(() => parseAmount(text, code)).toThrow(InvalidAmount);
});

it('says which rule an amount breaks', () => {
  expect(() => parseAmount('1.234', 'PLN')).toThrow('"1.234" is not an amount: PLN has 2 decimals');
});

it.each([
  [12_500n, 'PLN', '125.00'],
  [5n, 'PLN', '0.05'],
  [-5n, 'PLN', '-0.05'],
  [0n, 'EUR', '0.00'],
  [1500n, 'JPY', '1500'],
  [-1n, 'KWD', '-0.001'],
])('writes %i minor units of %s as %s', (minor, code, text) => {
  expect(formatAmount(money(minor, code))).toBe(text);
});

it('reads back every amount it wrote, in every currency', () => {
  const code = fc.constantFrom(...EXPONENTS.keys());
  fc.assert(
    fc.property(fc.bigInt(), code, (minor, currency) => {
      const amount = money(minor, currency);
      expect(parseAmount(formatAmount(amount), currency)).toEqual(amount);
    }),
  );
});
