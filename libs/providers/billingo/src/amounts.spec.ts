import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { exactMinor, majorNumber, roundedMinor } from './amounts.js';
import { decimalNumber } from '@invoicetracker/provider-kit/read-row';

const read = (json: string) => decimalNumber(JSON.parse(json) as unknown);

it('carries every amount through JSON, both ways, to the last coin', () => {
  const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  fc.assert(
    fc.property(amounts, fc.constantFrom('EUR', 'HUF', 'JPY', 'KWD'), (minor, currency) => {
      const sent = JSON.stringify(majorNumber(minor, currency));
      expect(exactMinor(read(sent), currency)).toBe(minor);
    }),
    { numRuns: 2_000 },
  );
});

it('reads what another program wrote with all its decimals', () => {
  const amounts = fc.tuple(fc.nat({ max: 10 ** 12 }), fc.nat({ max: 99 }));
  fc.assert(
    fc.property(amounts, ([whole, cents]) => {
      const json = `${whole}.${String(cents).padStart(2, '0')}`;
      expect(exactMinor(read(json), 'EUR')).toBe(BigInt(whole) * 100n + BigInt(cents));
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ['99.99', 'EUR', 9999n],
  ['-0.05', 'EUR', -5n],
  ['127000', 'HUF', 12_700_000n],
  ['40.0', 'EUR', 4000n],
  ['1200', 'JPY', 1200n],
  ['26999.999999999996', 'HUF', 2_700_000n],
  ['0.30000000000000004', 'EUR', 30n],
  ['-0.30000000000000004', 'EUR', -30n],
])('reads %s %s exactly', (json, currency, minor) => {
  expect(exactMinor(read(json), currency)).toBe(minor);
});

it.each([
  ['99.995', 'EUR'],
  ['1200.5', 'JPY'],
  ['0.001', 'HUF'],
  ['33.333333333333336', 'EUR'],
])('does not guess what %s %s should be', (json, currency) => {
  expect(exactMinor(read(json), currency)).toBeNull();
});

it.each([
  ['787.4016', 78_740n],
  ['787.405', 78_741n],
  ['-787.405', -78_741n],
  ['1e-7', 0n],
])('rounds the price of a unit: %s', (json, minor) => {
  expect(roundedMinor(read(json), 'EUR')).toBe(minor);
});
