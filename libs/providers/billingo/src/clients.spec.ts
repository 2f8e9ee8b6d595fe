import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

import { readClient } from './clients.js';

const sample = JSON.parse(
  readFileSync(new URL('../spec/examples/partner.json', import.meta.url), 'utf8'),
) as object;

it('reads a firm with all its addresses and the tax number as typed', () => {
  expect(readClient(sample)).toEqual({
    isUsable: true,
    record: {
      externalId: '1780001',
      name: 'Minta Vevő Kft.',
      kind: 'business',
      taxNumber: '12345676-2-43',
      emails: ['penzugy@example.com', 'iroda@example.com'],
      unusableEmails: [],
      phone: null,
      street: 'Próba utca 12.',
      postalCode: '1117',
      city: 'Budapest',
      country: 'HU',
    },
  });
});

it.each([
  ['HAS_TAX_NUMBER', '', 'business'],
  ['FOREIGN', '', 'business'],
  ['NO_TAX_NUMBER', '', 'person'],
  ['', '12345676-2-43', 'business'],
  ['', '', 'person'],
  [undefined, null, 'person'],
])('takes tax type %j with tax number %j for a %s', (tax_type, taxcode, kind) => {
  expect(readClient({ ...sample, tax_type, taxcode })).toMatchObject({ record: { kind } });
});

it('splits what was typed into one field, and keeps what is no address apart', () => {
  const emails = ['a@example.com; B@EXAMPLE.com', 'nincs', null, 'a@example.com'];
  expect(readClient({ ...sample, emails })).toMatchObject({
    record: { emails: ['a@example.com', 'B@example.com'], unusableEmails: ['nincs'] },
  });
  expect(readClient({ ...sample, emails: [] })).toMatchObject({ record: { emails: [] } });
});

it('does without an address and without a country', () => {
  const address = { country_code: '', post_code: '', city: '', address: '' };
  for (const one of [address, null])
    expect(readClient({ ...sample, address: one })).toMatchObject({
      record: { street: null, postalCode: null, city: null, country: null },
    });
});

it.each([{ id: 'x' }, { id: null }, { name: 7 }])('sets a partner with %j aside', (change) => {
  expect(readClient({ ...sample, ...change })).toMatchObject({
    isUsable: false,
    setAside: { collection: 'partners', reason: 'malformed' },
  });
});
