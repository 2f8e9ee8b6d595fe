import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isEmailAddress, splitEmailAddresses } from './email-addresses.js';

it.each([
  [
    'ksiegowosc@example.com, biuro@example.com',
    ['ksiegowosc@example.com', 'biuro@example.com'],
    [],
  ],
  ['a@example.com;b@example.com', ['a@example.com', 'b@example.com'], []],
  ['a@example.com ; brak', ['a@example.com'], ['brak']],
  ['A@Example.COM, a@example.com', ['A@example.com'], []],
  ['<anna@example.com>', ['anna@example.com'], []],
  ['mailto:anna@example.com', ['anna@example.com'], []],
  ['biuro@żółw.example', ['biuro@żółw.example'], []],
  ['', [], []],
  [null, [], []],
  ['anna@example', [], ['anna@example']],
  ['anna..nowak@example.com', [], ['anna..nowak@example.com']],
  ['anna@@example.com', [], ['anna@@example.com']],
])('reads %j as it was meant', (field, emails, unusable) => {
  expect(splitEmailAddresses(field)).toEqual({ emails, unusable });
});

it('never lets a line break or a blank into an address', () => {
  fc.assert(
    fc.property(fc.string(), (field) => {
      for (const email of splitEmailAddresses(field).emails) {
        expect(email).not.toMatch(/[\s,;<>]/);
        expect(isEmailAddress(email)).toBe(true);
      }
    }),
  );
});

it('takes what people call an address', () => {
  fc.assert(
    fc.property(fc.emailAddress({ size: 'small' }), (email) => {
      expect(splitEmailAddresses(email).emails).toHaveLength(1);
    }),
  );
});
