import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type Sandbox, startSandbox } from '../start-sandbox.js';

const KEY = 'sandbox-control';
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ clock: () => new Date('2026-03-10T23:30:00Z'), invoices: 40 });
});
afterEach(() => sandbox.close());

async function call(
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const json =
    body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(sandbox.url + path, { method, ...json });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const on = (action: string, body: object) => call('POST', `/control/infakt/${KEY}/${action}`, body);

async function issued(order: object = {}): Promise<string> {
  const { body } = await on('issue', { grossMinor: 24600, ...order });
  return String(body.uuid);
}

describe('the books of a firm', () => {
  it('take a new invoice on the Polish day, for a client of its own', async () => {
    const { status, body } = await on('issue', {
      grossMinor: 24600,
      dueOn: '2026-03-01',
      client: { email: 'anna@client.example', company_name: 'Nowa Sp. z o.o.' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      invoice_date: '2026-03-11',
      payment_date: '2026-03-01',
      gross_price: 24600,
      net_price: 20000,
      left_to_pay: 24600,
      paid_date: null,
      status: 'sent',
      client_company_name: 'Nowa Sp. z o.o.',
    });
    expect(sandbox.infakt.client(KEY, Number(body.client_id))).toMatchObject({
      email: 'anna@client.example',
    });
  });

  it('take an invoice with its lines', async () => {
    const lines = [
      { name: 'Deska', quantity: 2.5, unitNet: 10000, taxSymbol: '23' },
      { name: 'Szkolenie', quantity: 1, unitNet: 500, taxSymbol: 'zw' },
    ];
    const { body } = await on('issue', { lines });
    expect(body).toMatchObject({ net_price: 25500, tax_price: 5750, gross_price: 31250 });
  });

  it('see it paid in part, in full, and not at all', async () => {
    const uuid = await issued();
    expect((await on('part-pay', { uuid, amountMinor: 4600 })).body).toMatchObject({
      paid_price: 4600,
      left_to_pay: 20000,
      paid_date: null,
    });
    expect((await on('pay', { uuid, paidOn: '2026-03-05' })).body).toMatchObject({
      left_to_pay: 0,
      paid_date: '2026-03-05',
      status: 'paid',
    });
    expect((await on('unpay', { uuid })).body).toMatchObject({
      left_to_pay: 24600,
      paid_date: null,
    });
  });

  it('correct and delete', async () => {
    const uuid = await issued();
    expect((await on('correct', { uuid, grossMinor: -4600 })).body).toMatchObject({
      gross_price: -4600,
      corrected_invoice_uuid: uuid,
      kind: 'correction',
    });
    expect((await on('delete', { uuid })).body).toEqual({ deleted: uuid });
    expect(sandbox.infakt.documents(KEY).map((document) => document.uuid)).not.toContain(uuid);
  });

  it('change a client', async () => {
    const [id] = sandbox.infakt.clientIds(KEY);
    expect(
      (await on('client', { id, fields: { email: 'new@client.example' } })).body,
    ).toMatchObject({ id, email: 'new@client.example' });
  });

  it.each([
    ['pay', { uuid: 'nobody' }],
    ['pay', { uuid: 'nobody', paidOn: '2026-02-30' }],
    ['part-pay', { uuid: 'nobody', amountMinor: 0.5 }],
    ['issue', {}],
    ['issue', { grossMinor: 100, collection: 'costs' }],
    ['issue', { grossMinor: 100, clientId: 1 }],
  ])('refuse %s with %j', async (action, body) => {
    expect(await on(action, body)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
  });

  it('refuse to be paid more than is owed in part', async () => {
    expect(await on('part-pay', { uuid: await issued(), amountMinor: 24600 })).toMatchObject({
      status: 400,
    });
  });
});

describe('what tests want to know', () => {
  it('is how many documents there are and how many are open', async () => {
    const { body } = await call('GET', `/control/infakt/${KEY}`);
    const collections = Object.values(body.collections as Record<string, { documents: number }>);
    expect(collections.reduce((sum, { documents }) => sum + documents, 0)).toBe(40);
  });

  it('is what was asked, without the key', async () => {
    await fetch(`${sandbox.infakt.baseUrl}/invoices.json?limit=1`, {
      headers: { 'X-inFakt-ApiKey': KEY },
    });
    const { body } = await call('GET', '/control/infakt/requests');
    expect(body).toMatchObject({
      total: 1,
      counts: { 'GET /invoices.json': 1 },
      recent: [{ query: 'limit=1', status: 200 }],
    });
    expect(JSON.stringify(body)).not.toContain(KEY);
    expect((await call('DELETE', '/control/infakt/requests')).body).toMatchObject({
      total: 0,
      recent: [],
    });
  });

  it('is which faults are still to come', async () => {
    await call('POST', '/control/infakt/faults', { match: '^/clients', kind: '500', times: 2 });
    const asked = await fetch(`${sandbox.infakt.baseUrl}/clients.json`, {
      headers: { 'X-inFakt-ApiKey': KEY },
    });
    expect(asked.status).toBe(500);
    expect((await call('GET', '/control')).body).toMatchObject({
      infakt: { faults: [{ kind: '500', left: 1 }] },
    });
    expect((await call('DELETE', '/control/infakt/faults')).body).toEqual({ faults: [] });
  });

  it.each([
    { match: '(', kind: '500' },
    { match: '^/', kind: 'earthquake' },
  ])('refuses the fault %j', async (fault) => {
    expect(await call('POST', '/control/infakt/faults', fault)).toMatchObject({ status: 400 });
  });
});
