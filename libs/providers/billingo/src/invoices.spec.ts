import type {
  ProviderContext,
  ProviderRequest,
  ProviderResponse,
} from '@invoicetracker/provider-kit';
import { instantTransport } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { billingo } from './capabilities.js';

const KEY = 'sandbox-invoices';
const REF = { collection: 'documents', externalId: '41000001' };
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    clock: () => new Date('2026-03-10T09:00:00Z'),
    limits: false,
    invoices: 20,
    mix: 'open',
  });
});
afterAll(() => sandbox.close());

const context = () => instantTransport(billingo, sandbox.billingo.baseUrl, { apiKey: KEY });
const refOf = (id: number) => ({ collection: 'documents', externalId: String(id) });
const issue = () => sandbox.billingo.issue(KEY, { grossMinor: 100_000, dueOn: '2026-03-01' }).id;

describe('reading one document', () => {
  it('brings what is open on it and a link for the client', async () => {
    const id = issue();
    sandbox.billingo.partPay(KEY, { id, amountMinor: 30_000 });
    expect(await billingo.getInvoice(context(), refOf(id))).toMatchObject({
      openMinor: 70_000n,
      payLink: expect.stringMatching(/^https:\/\//),
    });
  });

  it('does without the link where it cannot be had, and where nothing is open', async () => {
    const id = issue();
    sandbox.billingo.fault({ match: 'public-url$', kind: '500', times: 100 });
    expect(await billingo.getInvoice(context(), refOf(id))).toMatchObject({ payLink: null });
    sandbox.billingo.clearFaults();
    sandbox.billingo.resetRequests();
    sandbox.billingo.pay(KEY, { id });
    expect(await billingo.getInvoice(context(), refOf(id))).toMatchObject({ openMinor: 0n });
    expect(sandbox.billingo.requests().total).toBe(1);
  });

  it('notices a storno, which is not a payment', async () => {
    const id = issue();
    sandbox.billingo.cancel(KEY, { id });
    expect(await billingo.getInvoice(context(), refOf(id))).toMatchObject({
      kind: 'cancelled',
      openMinor: 100_000n,
      paidOn: null,
      payLink: null,
    });
  });

  it('takes only Billingo saying so for a sign that it is gone', async () => {
    const said = answering(404, { error: { message: 'Not found.' } });
    expect(await billingo.getInvoice(said, REF)).toBe('gone');
    await expect(billingo.getInvoice(answering(404, undefined), REF)).rejects.toMatchObject({
      actor: 'retry',
    });
  });

  it('refuses what is no reference before asking', async () => {
    const request = (_: ProviderRequest): Promise<ProviderResponse> =>
      Promise.reject(new Error('asked'));
    for (const ref of [
      { collection: 'documents', externalId: '../partners/1' },
      { collection: 'documents', externalId: '0' },
      { collection: 'spendings', externalId: '41000001' },
    ])
      await expect(
        billingo.getInvoice(
          { request, credentials: {}, memory: new Map(), wait: () => Promise.resolve() },
          ref,
        ),
      ).rejects.toMatchObject({ actor: 'bug', code: 'reference-unknown' });
  });

  it('refuses another document than the one asked for, one it cannot read, and what is no claim', async () => {
    for (const body of [await raw(issue()), { id: 41000001 }])
      await expect(billingo.getInvoice(answering(200, body), REF)).rejects.toMatchObject({
        actor: 'reject',
        code: 'document-unreadable',
      });
    const { id } = sandbox.billingo.issue(KEY, { grossMinor: 100, kind: 'proforma' });
    await expect(billingo.getInvoice(context(), refOf(id))).rejects.toMatchObject({
      actor: 'reject',
    });
  });
});

describe('a refusal', () => {
  it.each([
    [401, 'reconnect', 'key-refused'],
    [402, 'reconnect', 'plan-limit'],
    [403, 'reconnect', 'scope-missing'],
    [404, 'bug', 'not-found'],
    [400, 'bug', 'request-refused'],
    [422, 'bug', 'request-refused'],
  ])('with %i means %s', async (status, actor, code) => {
    const refused = answering(status, { error: { message: 'x' } });
    await expect(billingo.listClients(refused, null)).rejects.toMatchObject({
      actor,
      code,
      status,
    });
    await expect(billingo.testConnection(refused)).rejects.toMatchObject({ actor, code });
  });
});

describe('beside the documents', () => {
  it('proves a connection with the name of the firm, where it has issued anything', async () => {
    const { name } = sandbox.billingo.state(KEY);
    expect(await billingo.testConnection(context())).toEqual({ ok: true, companyName: name });
    sandbox.billingo.company(KEY, { invoices: 0 });
    expect(await billingo.testConnection(context())).toEqual({ ok: true, companyName: null });
    await expect(billingo.testConnection(answering(200, { hello: 1 }))).rejects.toMatchObject({
      actor: 'retry',
    });
  });

  it('lists the accounts to pay to, each by the number it is paid to in its currency', async () => {
    const { records } = await billingo.listBankAccounts(context());
    expect(records).toMatchObject([
      { currency: 'HUF', accountNumber: expect.stringMatching(/^\d{8}-\d{8}-\d{8}$/) },
      { currency: 'EUR', accountNumber: expect.stringMatching(/^HU\d{26}$/) },
    ]);
    const row = { id: 1, name: 'x', account_number: '', currency: 'HUF' };
    const page = { data: [row, { id: 'x' }], total: 2, current_page: 1, last_page: 1 };
    expect(await billingo.listBankAccounts(answering(200, page))).toMatchObject({
      records: [],
      setAside: [{ reason: 'malformed' }, { reason: 'malformed' }],
    });
  });

  it('refuses a client that is no reference, another one or unreadable', async () => {
    await expect(billingo.getClient(context(), 'x/1')).rejects.toMatchObject({ actor: 'bug' });
    for (const body of [{ id: 2 }, { id: 'x' }])
      await expect(billingo.getClient(answering(200, body), '1')).rejects.toMatchObject({
        actor: 'reject',
        code: 'client-unreadable',
      });
  });
});

async function raw(id: number): Promise<unknown> {
  return (await context().request({ method: 'GET', path: `/documents/${id}` })).body;
}

function answering(status: number, body: unknown): ProviderContext {
  return {
    request: () => Promise.resolve({ status, body, headers: {}, wasThrottled: false }),
    credentials: {},
    memory: new Map(),
    wait: () => Promise.resolve(),
  };
}
