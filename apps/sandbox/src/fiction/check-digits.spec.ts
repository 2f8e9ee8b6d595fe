import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { polishBankAccount } from './bank-account.js';
import { SeededRandom } from './seeded-random.js';
import { germanVatNumber, hungarianTaxNumber, polishTaxNumber } from './tax-numbers.js';

const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];

it('makes up Polish tax numbers whose last digit checks the others', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const nip = polishTaxNumber(new SeededRandom(seed));
      expect(nip).toMatch(/^[1-9]\d{9}$/);
      const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(nip[i]), 0);
      expect(sum % 11).toBe(Number(nip[9]));
    }),
  );
});

it('makes up bank accounts that are valid as IBAN', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const account = polishBankAccount(new SeededRandom(seed));
      expect(account).toMatch(/^\d{26}$/);
      expect(BigInt(`${account.slice(2)}2521${account.slice(0, 2)}`) % 97n).toBe(1n);
    }),
  );
});

it('makes up foreign tax numbers of the right shape', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = new SeededRandom(seed);
      const hungarian = hungarianTaxNumber(random);
      expect(hungarian).toMatch(/^\d{8}-2-\d{2}$/);
      const sum = [9, 7, 3, 1, 9, 7, 3, 1].reduce(
        (total, w, i) => total + w * Number(hungarian[i]),
        0,
      );
      expect(sum % 10).toBe(0);
      expect(germanVatNumber(random)).toMatch(/^DE[1-9]\d{8}$/);
    }),
  );
});

it('knows the German check digit', () => {
  // DE136695976 is the example of the Bundeszentralamt's own check digit description
  const digits = new SeededRandom('unused');
  const fixed = [1, 3, 6, 6, 9, 5, 9, 7];
  digits.integer = () => fixed[0] as number;
  digits.digits = () => fixed.slice(1).join('');
  expect(germanVatNumber(digits)).toBe('DE136695976');
});

it('gives every id a uuid of its own', () => {
  const uuids = new Set(
    Array.from({ length: 20_000 }, (_, id) => new SeededRandom('same').uuid(id)),
  );
  expect(uuids.size).toBe(20_000);
});
