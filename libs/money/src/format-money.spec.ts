import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatMoney } from './format-money.js';
import { money } from './money.js';

const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

it.each([
  [123_456n, 'PLN', 'pl', '1 234,56 zł'],
  [123_456n, 'EUR', 'en', '€1,234.56'],
  [123_456n, 'EUR', 'de', '1.234,56 €'],
  [123_400n, 'HUF', 'hu', '1 234 Ft'],
  [123_450n, 'HUF', 'hu', '1 234,50 Ft'],
  [1500n, 'JPY', 'en', '¥1,500'],
  [-5n, 'PLN', 'pl', '-0,05 zł'],
  [1234n, 'KWD', 'en', 'KWD 1.234'],
])('shows %i minor units of %s in "%s" as %s', (minor, code, locale, text) => {
  expect(plainSpaces(formatMoney(money(minor, code), locale))).toBe(text);
});

it('keeps the last grosz of a sum no float can hold', () => {
  const shown = formatMoney(money(9_007_199_254_740_993_099n, 'PLN'), 'pl');
  expect(plainSpaces(shown)).toBe('90 071 992 547 409 930,99 zł');
});

it('shows all digits of any amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 100n, max: 10n ** 24n }), (minor) => {
      const shown = formatMoney(money(minor, 'EUR'), 'en');
      expect(shown.replaceAll(/\D/g, '')).toBe(String(minor));
    }),
  );
});
