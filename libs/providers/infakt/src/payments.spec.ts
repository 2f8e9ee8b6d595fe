import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { openMinor } from './payments.js';

const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });

it('owes nothing once there is a payment date, whatever the amounts say', () => {
  const amounts = fc.record({
    grossMinor: amount,
    paidMinor: fc.option(amount),
    leftMinor: fc.option(amount),
  });
  fc.assert(
    fc.property(amounts, (report) => {
      expect(openMinor({ ...report, paidOn: '2026-03-01' })).toBe(0n);
    }),
  );
});

it.each([
  [{ paidOn: '2026-03-01', grossMinor: 100n, paidMinor: 0n, leftMinor: 100n }, 0n],
  [{ paidOn: null, grossMinor: 100n, paidMinor: 40n, leftMinor: 60n }, 60n],
  [{ paidOn: null, grossMinor: 100n, paidMinor: 40n, leftMinor: null }, 60n],
  [{ paidOn: null, grossMinor: 100n, paidMinor: null, leftMinor: null }, 100n],
])('reads %p as open', (report, open) => {
  expect(openMinor(report)).toBe(open);
});
