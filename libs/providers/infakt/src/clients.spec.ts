import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

import { readClient } from './clients.js';

const sample = JSON.parse(
  readFileSync(new URL('../spec/examples/client.json', import.meta.url), 'utf8'),
) as object;

it('reads a firm with its addresses, the tax number as typed and the number inside the street', () => {
  expect(readClient(sample)).toEqual({
    isUsable: true,
    record: {
      externalId: '1090078',
      name: 'INFAKT Sp. z o.o.',
      kind: 'business',
      taxNumber: '945-21-21-681',
      emails: ['ksiegowosc@example.com', 'biuro@example.com'],
      unusableEmails: [],
      phone: null,
      street: 'ul. Kącik 4',
      postalCode: '30-549',
      city: 'Kraków',
      country: 'PL',
    },
  });
});

it('reads a person by name, with house and flat', () => {
  const person = {
    ...sample,
    company_name: '',
    first_name: 'Anna',
    last_name: 'Żak',
    business_activity_kind: 'private_person',
    nip: '',
    street: 'Polna',
    street_number: '7',
    flat_number: '2',
    email: null,
  };
  expect(readClient(person)).toMatchObject({
    record: { name: 'Anna Żak', kind: 'person', taxNumber: null, street: 'Polna 7/2', emails: [] },
  });
});

it('keeps what is no address apart, so that a person can look at it', () => {
  expect(readClient({ ...sample, email: 'biuro@example.com; brak' })).toMatchObject({
    record: { emails: ['biuro@example.com'], unusableEmails: ['brak'] },
  });
});

it('takes a client without a kind for a firm when it has a tax number', () => {
  expect(readClient({ ...sample, business_activity_kind: null })).toMatchObject({
    record: { kind: 'business' },
  });
  const nobody = {
    ...sample,
    business_activity_kind: null,
    company_name: null,
    nip: '',
    first_name: 'Jan',
  };
  expect(readClient(nobody)).toMatchObject({ record: { kind: 'person', name: 'Jan' } });
});

it('sets a client without an id aside', () => {
  expect(readClient({ ...sample, id: 'x' })).toMatchObject({
    isUsable: false,
    setAside: { collection: 'clients', reason: 'malformed' },
  });
});
