import { expect, it } from '@jest/globals';
import { currency, exponentOf, isCurrency, UnknownCurrency } from './currency.js';
import { EXPONENTS } from './iso-4217.js';

it.each([
  ['PLN', 2],
  ['EUR', 2],
  ['HUF', 2],
  ['JPY', 0],
  ['KWD', 3],
])('%s has %i decimals by ISO 4217', (code, exponent) => {
  expect(exponentOf(code)).toBe(exponent);
});

it('lists every currency once, by codes the runtime can print', () => {
  const printable = new Set(Intl.supportedValuesOf('currency'));
  expect([...EXPONENTS.keys()].filter((code) => !printable.has(code))).toEqual([]);
  expect(EXPONENTS.size).toBe(155);
});

it('takes only upper-case codes it knows', () => {
  expect(currency('PLN')).toBe('PLN');
  expect(isCurrency('PLN')).toBe(true);
  for (const text of ['pln', '', 'XXX', 'zł', 'toString']) {
    expect(isCurrency(text)).toBe(false);
    expect(() => currency(text)).toThrow(UnknownCurrency);
    expect(() => exponentOf(text)).toThrow(UnknownCurrency);
  }
});
