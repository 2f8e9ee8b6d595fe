import { describe, expect, it } from '@jest/globals';

import { scripted } from '../test/scripted.js';
import { clients, readClient } from './clients.js';

const firm = {
  id: 555,
  name: 'Klient Przykładowy Sp. z o.o.',
  company: true,
  tax_no: '627-261-66-81',
  email: 'faktury@example.com; biuro@example.com, brak',
  phone: '',
  mobile_phone: '600 100 200',
  street: 'Nowa',
  street_no: '44',
  post_code: '30-314',
  city: 'Kraków',
  country: 'pl',
  kind: 'buyer',
  deleted: false,
};

it('reads a firm with every address that mail can be sent to, and keeps the rest apart', () => {
  expect(readClient(firm)).toEqual({
    isUsable: true,
    record: {
      externalId: '555',
      name: 'Klient Przykładowy Sp. z o.o.',
      kind: 'business',
      taxNumber: '627-261-66-81',
      emails: ['faktury@example.com', 'biuro@example.com'],
      unusableEmails: ['brak'],
      phone: '600 100 200',
      street: 'Nowa 44',
      postalCode: '30-314',
      city: 'Kraków',
      country: 'PL',
      ownReminders: true,
    },
  });
});

it('reminds everybody by itself of whom it is not told otherwise', () => {
  const told = (disable_auto_reminders: unknown) => readClient({ ...firm, disable_auto_reminders });
  expect(told(true)).toMatchObject({ record: { ownReminders: false } });
  expect(told('1')).toMatchObject({ record: { ownReminders: false } });
  expect(told(false)).toMatchObject({ record: { ownReminders: true } });
  expect(told(undefined)).toMatchObject({ record: { ownReminders: true } });
});

it('reads a person by name', () => {
  const person = {
    ...firm,
    company: '0',
    name: '',
    first_name: 'Jan',
    last_name: 'Żak',
    tax_no: '',
  };
  expect(readClient(person)).toMatchObject({
    record: { kind: 'person', name: 'Jan Żak', taxNumber: null },
  });
});

describe('the list of clients', () => {
  it('leaves out who only sells to the firm, or is deleted, and tells repeats', async () => {
    const rows = [
      firm,
      { ...firm, id: 556, kind: 'seller' },
      { ...firm, id: 557, deleted: true },
      firm,
      { ...firm, id: 'x' },
    ];
    const page = await clients.listClients(scripted({ body: rows }), null);
    expect(page.records.map(({ externalId }) => externalId)).toEqual(['555']);
    expect(page.setAside.map(({ reason }) => reason)).toEqual(['duplicate', 'malformed']);
  });

  it('refuses a cursor that is not its own', async () => {
    await expect(clients.listClients(scripted({ body: [] }), { offset: 1 })).rejects.toMatchObject({
      actor: 'bug',
      code: 'cursor-unreadable',
    });
  });
});

describe('one client', () => {
  it('is gone when Fakturownia says so in JSON, or has deleted it', async () => {
    const gone = scripted({ status: 404, body: { code: 'error', message: 'Not found' } });
    expect(await clients.getClient(gone, '555')).toBe('gone');
    const deleted = scripted({ body: { ...firm, deleted: true } });
    expect(await clients.getClient(deleted, '555')).toBe('gone');
    const page = scripted({ status: 404, body: undefined });
    await expect(clients.getClient(page, '555')).rejects.toMatchObject({ actor: 'retry' });
  });

  it('is refused when it is another one, cannot be read, or the reference is none', async () => {
    const other = scripted({ body: { ...firm, id: 556 } });
    await expect(clients.getClient(other, '555')).rejects.toMatchObject({
      actor: 'reject',
      code: 'client-unreadable',
    });
    await expect(clients.getClient(scripted({ body: {} }), '555')).rejects.toMatchObject({
      actor: 'reject',
    });
    const unasked = scripted({ body: firm });
    await expect(clients.getClient(unasked, '1?send_to_ksef=yes')).rejects.toMatchObject({
      actor: 'bug',
    });
    expect(unasked.asked).toEqual([]);
  });
});
