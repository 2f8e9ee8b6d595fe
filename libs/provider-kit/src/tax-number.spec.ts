import { expect, it } from '@jest/globals';

import { normaliseTaxNumber } from './tax-number.js';

it.each([
  ['945-21-21-681', '9452121681'],
  ['PL9452121681', '9452121681'],
  ['pl 945 212 16 81', '9452121681'],
  ['DE 123456789', 'DE123456789'],
  ['12345678-2-42', '12345678242'],
  ['PL1', 'PL1'],
  ['', null],
  [' - ', null],
  [null, null],
])('compares %j as %j', (typed, normalised) => {
  expect(normaliseTaxNumber(typed)).toBe(normalised);
});
