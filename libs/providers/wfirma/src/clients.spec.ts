import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

import { readClient } from './clients.js';

const text = readFileSync(
  new URL('../spec/examples/contractors-get.response.json', import.meta.url),
  'utf8',
);
const { contractors } = JSON.parse(text) as { contractors: { '0': { contractor: object } } };
const sample = contractors['0'].contractor;

it('reads a firm with its addresses and the tax number as typed', () => {
  const several = { ...sample, email: 'biuro@example.com; ksiegowosc@example.com, brak' };
  expect(readClient(several)).toEqual({
    kind: 'usable',
    record: {
      externalId: '889001',
      name: 'PPHU Przykład',
      kind: 'business',
      taxNumber: '8982073475',
      emails: ['biuro@example.com', 'ksiegowosc@example.com'],
      unusableEmails: ['brak'],
      phone: null,
      street: 'Legnicka 33/12',
      postalCode: '54-162',
      city: 'Wrocław',
      country: 'PL',
      ownReminders: false,
    },
  });
});

it.each([
  ['none', ''],
  ['pesel', '80010112345'],
])(
  'takes a client with tax id of type %s for a consumer and keeps no number',
  (tax_id_type, nip) => {
    expect(readClient({ ...sample, tax_id_type, nip })).toMatchObject({
      record: { kind: 'person', taxNumber: null },
    });
  },
);

it('joins street, house and flat where they stand apart, and falls back on the short name', () => {
  const apart = { street: 'Legnicka', building_number: '33', flat_number: '12', name: '' };
  expect(readClient({ ...sample, ...apart })).toMatchObject({
    record: { street: 'Legnicka 33/12', name: 'Przykład' },
  });
});

it.each([{ id: '0' }, { name: { pl: 'x' } }])('sets a client with %j aside', (fields) => {
  expect(readClient({ ...sample, ...fields })).toMatchObject({
    kind: 'aside',
    setAside: { collection: 'contractors', reason: 'malformed' },
  });
});
