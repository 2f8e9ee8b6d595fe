import { describe, expect, it } from '@jest/globals';
import { formatAmount, money } from '@invoicetracker/money';
import fc from 'fast-check';

import { minorOf } from './amounts.js';

describe('decimals become minor units', () => {
  it.each(['PLN', 'JPY', 'KWD'])('exactly, whatever %s has of them', (currency) => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (minor) => {
        expect(minorOf(formatAmount(money(minor, currency)), currency)).toBe(minor);
      }),
    );
  });

  it('when there are fewer or more of them than the currency has', () => {
    expect(minorOf('12.5', 'PLN')).toBe(1250n);
    expect(minorOf('1500.00', 'JPY')).toBe(1500n);
    expect(minorOf('0.30500000', 'PLN')).toBe(31n);
    expect(minorOf('-0.305', 'PLN')).toBe(-31n);
    expect(minorOf('0.30499999', 'PLN')).toBe(30n);
  });
});
