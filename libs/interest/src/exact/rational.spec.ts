import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compareRationals,
  decimalText,
  dividedBy,
  InvalidDecimal,
  minus,
  parseDecimal,
  percentText,
  plus,
  rational,
  roundHalfUp,
  roundUp,
  times,
  type Rational,
} from './rational.js';

const anyRational: fc.Arbitrary<Rational> = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([numerator, denominator]) => rational(numerator, denominator));

it.each([
  ['0', 0n, 1n],
  ['14.75', 1475n, 100n],
  ['-0.88', -88n, 100n],
  ['0.005', 5n, 1000n],
])('reads %s exactly', (text, numerator, denominator) => {
  expect(parseDecimal(text)).toEqual({ numerator, denominator });
});

it.each(['', ' 1', '1,5', '1e3', '.5', '5.', '+1', '--1', '0x10', 'NaN'])(
  'refuses "%s" as a number',
  (text) => {
    expect(() => parseDecimal(text)).toThrow(InvalidDecimal);
  },
);

it.each([
  ['0.5', 1n],
  ['0.4999', 0n],
  ['1.5', 2n],
  ['-0.5', -1n],
  ['-0.4', 0n],
  ['2', 2n],
])('G-4 rounds %s half up to %s', (text, whole) => {
  expect(roundHalfUp(parseDecimal(text))).toBe(whole);
});

it('rounds up to the next whole number, and leaves whole ones', () => {
  expect(roundUp(parseDecimal('90000.03'))).toBe(90001n);
  expect(roundUp(parseDecimal('90000'))).toBe(90000n);
  expect(roundUp(parseDecimal('-0.5'))).toBe(0n);
});

it.each([
  ['15.25', '15.25'],
  ['14', '14.00'],
  ['8.125', '8.125'],
  ['-0.88', '-0.88'],
  ['0', '0.00'],
])('writes %s percent as %s', (given, text) => {
  expect(percentText(parseDecimal(given))).toBe(text);
});

it('cuts a third at six decimals for people only', () => {
  expect(percentText(rational(1n, 3n))).toBe('0.333333');
  expect(decimalText(rational(2n, 3n), 0)).toBe('1');
});

it('adds, subtracts, multiplies and divides without losing anything', () => {
  fc.assert(
    fc.property(anyRational, anyRational, (left, right) => {
      expect(compareRationals(minus(plus(left, right), right), left)).toBe(0);
      if (right.numerator > 0n) {
        expect(compareRationals(dividedBy(times(left, right), right), left)).toBe(0);
      }
    }),
  );
});

it('refuses a denominator or divisor that is not above zero', () => {
  expect(() => rational(1n, 0n)).toThrow(RangeError);
  expect(() => dividedBy(rational(1n), rational(0n))).toThrow(RangeError);
  expect(() => dividedBy(rational(1n), rational(-1n))).toThrow(RangeError);
});
