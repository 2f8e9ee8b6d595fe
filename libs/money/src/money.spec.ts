import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  compare,
  CurrencyMismatch,
  isPositive,
  isZero,
  min,
  money,
  negate,
  subtract,
  zero,
} from './money.js';
import { UnknownCurrency } from './currency.js';

const minor = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });

it('counts in minor units and keeps its currency', () => {
  expect(money(12_500n, 'PLN')).toEqual({ minor: 12_500n, currency: 'PLN' });
  expect(add(money(12_500n, 'PLN'), money(1n, 'PLN'))).toEqual(money(12_501n, 'PLN'));
  expect(subtract(money(100n, 'EUR'), money(250n, 'EUR'))).toEqual(money(-150n, 'EUR'));
});

it('refuses a currency nobody knows', () => {
  expect(() => money(1n, 'PLZ')).toThrow(UnknownCurrency);
  expect(() => money(1n, 'pln')).toThrow('"pln" is not an ISO 4217 currency code');
});

it.each([add, subtract, compare, min])('never lets two currencies meet in %p', (combine) => {
  expect(() => combine(money(1n, 'PLN'), money(1n, 'EUR'))).toThrow(CurrencyMismatch);
});

it('knows what is owed from what is settled', () => {
  expect(isPositive(money(1n, 'PLN'))).toBe(true);
  expect(isPositive(zero('PLN'))).toBe(false);
  expect(isPositive(money(-1n, 'PLN'))).toBe(false);
  expect(isZero(zero('PLN'))).toBe(true);
  expect(isZero(money(-1n, 'PLN'))).toBe(false);
});

it('subtracts what it added, whatever the size', () => {
  fc.assert(
    fc.property(minor, minor, (left, right) => {
      const sum = add(money(left, 'HUF'), money(right, 'HUF'));
      expect(subtract(sum, money(right, 'HUF'))).toEqual(money(left, 'HUF'));
      expect(add(sum, negate(sum))).toEqual(zero('HUF'));
    }),
  );
});

it('orders amounts and picks the smaller one', () => {
  fc.assert(
    fc.property(minor, minor, (a, b) => {
      const [left, right] = [money(a, 'EUR'), money(b, 'EUR')];
      expect(compare(left, right)).toBe(Math.sign(Number(a - b)));
      expect(compare(min(left, right), left)).not.toBe(1);
      expect(compare(min(left, right), right)).not.toBe(1);
    }),
  );
});
