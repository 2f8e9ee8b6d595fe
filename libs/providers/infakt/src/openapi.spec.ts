import { readFileSync } from 'node:fs';
import { localDate } from '@invoicetracker/calendar';
import type { ProviderContext } from '@invoicetracker/provider-kit';
import { instantTransport, walkPages } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { answerProblems, describedFields, requestProblems } from '../test/openapi-contract.js';
import { infakt } from './capabilities.js';
import { COLLECTIONS } from './collections.js';
import { invoiceRow } from './invoice-row.js';

const KEY = 'sandbox-contract';
type Wire = Record<string, unknown>;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    clock: () => new Date('2026-03-10T09:00:00Z'),
    invoices: 600,
    limits: false,
  });
  const [invoice] = sandbox.infakt.documents(KEY, 'oss_invoices');
  sandbox.infakt.correct(KEY, { uuid: String(invoice?.uuid), grossMinor: -100 });
});
afterAll(() => sandbox.close());

describe('what we ask of inFakt', () => {
  it('is described, parameter by parameter', async () => {
    sandbox.infakt.resetRequests();
    await useEverything(instantTransport(infakt, sandbox.infakt.baseUrl, { apiKey: KEY }));
    const { recent } = sandbox.infakt.requests();
    expect(recent.length).toBeGreaterThan(20);
    expect(
      recent.flatMap(({ method, path, query }) =>
        requestProblems(method, path, new URLSearchParams(query)),
      ),
    ).toEqual([]);
  });

  it('reads no field that inFakt is not known to send', () => {
    const known = describedFields('Invoice', 'CorrectiveInvoice');
    expect(invoiceRow.names.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('what the sandbox answers', () => {
  it.each(COLLECTIONS)('is described for the list and each document of %s', async (collection) => {
    let rows = 0;
    for (let offset = 0, total = 1; offset < total; offset += 100) {
      const page = await checkedGet(
        `/${collection}.json`,
        `?order=id asc&limit=100&offset=${offset}`,
      );
      total = (page.metainfo as { total_count: number }).total_count;
      for (const { uuid } of page.entities as { uuid: string }[]) {
        await checkedGet(`/${collection}/${uuid}.json`);
        rows += 1;
      }
    }
    expect(rows).toBeGreaterThan(0);
  });

  it('is described for clients, bank accounts and the account', async () => {
    const { entities } = await checkedGet('/clients.json', '?order=id asc&limit=100');
    for (const { id } of entities as { id: number }[]) await checkedGet(`/clients/${id}.json`);
    await checkedGet('/bank_accounts.json');
    await checkedGet('/account/details.json');
  });

  it('is described for refusals', async () => {
    await checkedGet('/invoices/282ebe68-80aa-495e-aee4-66c5c0faa001.json', '', 404);
    await checkedGet('/clients/1.json', '', 404);
    await checkedGet('/invoices.json', '', 401, 'nobody');
  });

  it('has the fields of the published samples, no more and no less', async () => {
    const [row] = (await checkedGet('/invoices.json', '?order=id asc')).entities as [Wire];
    const detail = await checkedGet(`/invoices/${String(row.uuid)}.json`);
    const [client] = (await checkedGet('/clients.json', '?order=id asc')).entities as [Wire];
    const [sampleRow] = sample('invoices-list.json').entities as [Wire];
    expect(Object.keys(row)).toEqual(Object.keys(sampleRow));
    expect(Object.keys(detail).sort()).toEqual(Object.keys(sample('invoice.json')).sort());
    expect(Object.keys(client).sort()).toEqual(Object.keys(sample('client.json')).sort());
    expect(Object.keys((row.services as [Wire])[0])).toEqual(
      Object.keys((sampleRow.services as [Wire])[0]),
    );
  });

  it('accepts a payment as a task that says how it went', async () => {
    const uuid = String(sandbox.infakt.issue(KEY, { grossMinor: 5000 }).uuid);
    const accepted = await markPaid(uuid);
    const status = `/async/invoices/status/${String(accepted.invoice_task_reference_number)}.json`;
    expect(await checkedGet(status)).toMatchObject({ processing_code: 120 });
    expect(await checkedGet(status)).toMatchObject({ processing_code: 200 });
    const again = `/async/invoices/status/${String((await markPaid(uuid)).invoice_task_reference_number)}.json`;
    await checkedGet(again);
    expect(Object.keys(await checkedGet(again)).sort()).toEqual(
      Object.keys(sample('async-status-failed.http200.json')).sort(),
    );
  });
});

describe('the samples', () => {
  it.each([
    ['invoices-list.json', '/invoices.json'],
    ['invoice.json', '/invoices/282ebe68-80aa-495e-aee4-66c5c0faa001.json'],
    ['client.json', '/clients/1090078.json'],
    ['async-status-done.json', '/async/invoices/status/5f4a0c2e.json'],
  ])('%s fits the description', (file, path) => {
    expect(answerProblems('GET', path, 200, sample(file))).toEqual([]);
  });

  it('are refused by the description when a field has the wrong type', () => {
    const bad = { ...sample('invoice.json'), gross_price: '349.00' };
    expect(
      answerProblems('GET', '/invoices/282ebe68-80aa-495e-aee4-66c5c0faa001.json', 200, bad),
    ).toHaveLength(1);
    expect(
      requestProblems(
        'GET',
        '/invoices.json',
        new URLSearchParams('q[paid_dat_null]=true&limit=500'),
      ),
    ).toHaveLength(2);
  });
});

async function useEverything(context: ProviderContext): Promise<void> {
  const query = { dueUntil: localDate('2026-03-12') };
  sandbox.infakt.fault({ match: '^/final_invoices', kind: 'ignore-filter', times: 2 });
  const pages = await walkPages((cursor) => infakt.listOpenReceivables(context, query, cursor));
  for (const page of pages) {
    const [one] = page.records;
    if (one !== undefined) await infakt.getInvoice(context, one);
    if (one?.collection === 'invoices') await infakt.downloadInvoice(context, one);
  }
  await walkPages((cursor) => infakt.listClients(context, cursor));
  await infakt.getClient(context, String(sandbox.infakt.clientIds(KEY)[0]));
  await infakt.listBankAccounts(context);
  await infakt.testConnection(context);
}

async function checkedGet(path: string, query = '', status = 200, key = KEY): Promise<Wire> {
  const response = await fetch(sandbox.infakt.baseUrl + path + query, {
    headers: { 'X-inFakt-ApiKey': key },
  });
  const body = (await response.json()) as Wire;
  expect(response.status).toBe(status);
  expect(answerProblems('GET', path, status, body)).toEqual([]);
  return body;
}

async function markPaid(uuid: string): Promise<Wire> {
  const path = `/async/invoices/${uuid}/paid.json`;
  const response = await fetch(sandbox.infakt.baseUrl + path, {
    method: 'POST',
    headers: { 'X-inFakt-ApiKey': KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ invoice: { paid_date: '2026-03-10' } }),
  });
  const body = (await response.json()) as Wire;
  expect(answerProblems('POST', path, response.status, body)).toEqual([]);
  return body;
}

function sample(file: string): Wire {
  return JSON.parse(
    readFileSync(new URL(`../spec/examples/${file}`, import.meta.url), 'utf8'),
  ) as Wire;
}
