import { describe, expect, it } from '@jest/globals';
import { type ProviderContext, ProviderError } from '@invoicetracker/provider-kit';

import { scripted } from '../test/scripted.js';
import { fakturownia } from './capabilities.js';

describe('a connection', () => {
  it('is proven by the list of invoices, which names the firm', async () => {
    const named = scripted({ body: [{ id: 1, seller_name: 'Nasza Firma Sp. z o.o.' }] });
    expect(await fakturownia.testConnection(named)).toEqual({
      ok: true,
      companyName: 'Nasza Firma Sp. z o.o.',
    });
    expect(await fakturownia.testConnection(scripted({ body: [] }))).toEqual({
      ok: true,
      companyName: null,
    });
  });

  it('to a subdomain that is nobody’s asks for other credentials', async () => {
    const nowhere = scripted({ status: 404, body: undefined });
    await expect(fakturownia.testConnection(nowhere)).rejects.toMatchObject({ actor: 'reconnect' });
    const signIn: ProviderContext = {
      ...nowhere,
      request: () =>
        Promise.reject(new ProviderError({ actor: 'bug', code: 'redirected', message: 'moved' })),
    };
    await expect(fakturownia.testConnection(signIn)).rejects.toMatchObject({ actor: 'reconnect' });
  });

  it('puts the token where no log and no header has it, and the subdomain into the address', () => {
    expect(fakturownia.access({ subdomain: 'firma', apiToken: 'abc/def-123' })).toEqual({
      query: [['api_token', 'abc/def-123']],
      addressParts: { subdomain: 'firma' },
    });
  });
});

describe('a refusal', () => {
  it.each([
    [401, false, 'reconnect', 'key-refused'],
    [402, false, 'reconnect', 'plan-limit'],
    [403, false, 'reconnect', 'scope-missing'],
    [403, true, 'retry', 'address-blocked'],
    [422, false, 'bug', 'request-refused'],
    [404, false, 'bug', 'not-found'],
  ])('with %i (slowed down before: %s) means %s', async (status, wasThrottled, actor, code) => {
    const context = scripted({ status, wasThrottled, body: { code: 'error', message: 'x' } });
    await expect(fakturownia.listClients(context, null)).rejects.toMatchObject({
      actor,
      code,
      status,
    });
  });

  it('is what JSON that is no list amounts to', async () => {
    const context = scripted({ body: { code: 'error', message: 'Spróbuj później' } });
    await expect(fakturownia.listClients(context, null)).rejects.toMatchObject({
      actor: 'retry',
      code: 'answer-unexpected',
    });
  });
});

it('lists the accounts to pay to, the main one of a department first in line', async () => {
  const account = (id: number, isMain: boolean, number = 'PL61 1090 1014') => ({
    id,
    bank_account_number: number,
    bank_name: 'Bank',
    bank_swift: 'WBKPPLPP',
    bank_currency: 'PLN',
    bank_account_version_departments: [{ department_id: 1, main_on_department: isMain }],
  });
  const rows = [account(1, true), account(2, false), account(3, false, '')];
  const list = await fakturownia.listBankAccounts(
    scripted({ body: rows }, { body: rows }, { body: [] }),
  );
  expect(list.records).toMatchObject([
    { externalId: '1', accountNumber: 'PL6110901014', isDefault: true, swift: 'WBKPPLPP' },
    { externalId: '2', isDefault: false },
  ]);
  expect(list.setAside).toMatchObject([{ externalId: '3', reason: 'malformed' }]);
});
