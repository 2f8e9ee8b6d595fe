import { readFileSync } from 'node:fs';
import { localDate } from '@invoicetracker/calendar';
import type { ProviderContext, ProviderRequest } from '@invoicetracker/provider-kit';
import { instantTransport, walkPages } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { debtsIn } from '../test/debts.js';
import { answerProblems, describedFields, requestProblems } from '../test/openapi-contract.js';
import { billingo } from './capabilities.js';
import { documentRow } from './document-row.js';
import { partyRow } from './parties.js';

const KEY = 'sandbox-contract';
const DUE_UNTIL = localDate('2026-03-12');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    clock: () => new Date('2026-03-10T09:00:00Z'),
    invoices: 600,
    limits: false,
  });
});
afterAll(() => sandbox.close());

describe('what we ask of Billingo', () => {
  it('is described by its vendor, parameter by parameter and body by body', async () => {
    const asked: ProviderRequest[] = [];
    await useEverything(asked);
    expect(
      new Set(asked.map(({ method, path }) => `${method} ${path.replace(/\d+/, '1')}`)),
    ).toEqual(
      new Set([
        'GET /documents',
        'GET /documents/1',
        'GET /documents/1/payments',
        'GET /documents/1/public-url',
        'GET /documents/1/download',
        'PUT /documents/1/payments',
        'GET /partners',
        'GET /partners/1',
        'GET /bank-accounts',
      ]),
    );
    expect(
      asked.flatMap(({ method, path, query, body }) =>
        requestProblems(method, path, new URLSearchParams((query ?? []).map(pair)), body),
      ),
    ).toEqual([]);
  });

  it('reads no field that its vendor does not describe', () => {
    const known = describedFields('Document');
    expect(documentRow.names.filter((name) => !known.has(name))).toEqual([]);
    const ofPartner = describedFields('Partner');
    expect(partyRow.names.filter((name) => !ofPartner.has(name))).toEqual([]);
  });
});

describe('what the sandbox answers', () => {
  it('is described for every document, its payments and its link', async () => {
    const ids: number[] = [];
    for (let page = 1, last = 1; page <= last; page += 1) {
      const list = (await checked('GET', `/documents?page=${page}&per_page=100`)) as {
        data: { id: number }[];
        last_page: number;
      };
      last = list.last_page;
      ids.push(...list.data.map(({ id }) => id));
    }
    expect(ids).toHaveLength(600);
    for (const id of ids.slice(0, 150)) {
      await checked('GET', `/documents/${id}`);
      await checked('GET', `/documents/${id}/payments`);
    }
    await checked('GET', `/documents/${ids[0]}/public-url`);
  });

  it('is described for partners, bank accounts and the organization', async () => {
    const { data } = (await checked('GET', '/partners?per_page=100')) as { data: { id: number }[] };
    for (const { id } of data) await checked('GET', `/partners/${id}`);
    await checked('GET', '/bank-accounts');
    await checked('GET', '/organization');
  });

  it('is described for payments that take the place of all before', async () => {
    const [debt] = debtsIn(sandbox.billingo, KEY, DUE_UNTIL);
    const path = `/documents/${debt?.id}/payments`;
    const entry = { date: '2026-03-09', price: 1, payment_method: 'wire_transfer' };
    expect(requestProblems('PUT', path, new URLSearchParams(), [entry])).toEqual([]);
    await checked('PUT', path, 200, [entry]);
    await checked('PUT', path, 422, [{ ...entry, price: 'x' }]);
    await checked('PUT', path, 422, [{ ...entry, price: 10 ** 9 }]);
    await checked('PUT', path, 403, [entry], 'sandbox-readonly');
  });

  it('is described for refusals', async () => {
    await checked('GET', '/documents/1', 404);
    await checked('GET', '/documents', 401, undefined, 'nobody');
    await checked('GET', '/documents?per_page=101', 422);
    await checked('GET', '/documents?type=proforma', 422);
    sandbox.billingo.fault({ match: '.', kind: '429' });
    await checked('GET', '/documents', 429);
    sandbox.billingo.fault({ match: '.', kind: '500' });
    await checked('GET', '/documents', 500);
  });
});

describe('the samples', () => {
  it.each([
    ['documents-list.json', '/documents', 200],
    ['document.json', '/documents/41000001', 200],
    ['payments-get.json', '/documents/41000002/payments', 200],
    ['public-url.json', '/documents/41000001/public-url', 200],
    ['error-4xx.json', '/documents/41000001', 404],
    ['error-422.json', '/documents', 422],
    ['error-5xx.json', '/documents', 500],
  ])('%s fits the description', (file, path, status) => {
    expect(answerProblems('GET', path, status, sample(file))).toEqual([]);
  });

  it('payments-put-body.json fits the description', () => {
    const body = sample('payments-put-body.json');
    expect(requestProblems('PUT', '/documents/1/payments', new URLSearchParams(), body)).toEqual(
      [],
    );
  });
});

async function useEverything(asked: ProviderRequest[]): Promise<void> {
  const real = instantTransport(billingo, sandbox.billingo.baseUrl, { apiKey: KEY });
  const context: ProviderContext = {
    ...real,
    request: (wanted) => {
      asked.push(wanted);
      return real.request(wanted);
    },
  };
  const query = { dueUntil: DUE_UNTIL };
  sandbox.billingo.fault({ match: '^/documents$', kind: 'ignore-filter', after: 3 });
  const pages = await walkPages((cursor) => billingo.listOpenReceivables(context, query, cursor));
  for (const page of pages) {
    const [one] = page.records;
    if (one !== undefined) await billingo.getInvoice(context, one);
    if (one !== undefined) await billingo.downloadInvoice(context, one);
  }
  const since = new Date('2026-03-01T00:00:00Z');
  await walkPages((cursor) => billingo.listChangedInvoices(context, since, cursor));
  const [debt] = debtsIn(sandbox.billingo, KEY, DUE_UNTIL);
  const { currency } = sandbox.billingo.document(KEY, debt?.id ?? 0);
  await billingo.recordPayment(
    context,
    { collection: 'documents', externalId: String(debt?.id) },
    { amountMinor: 100n, currency, paidOn: localDate('2026-03-09'), reference: 'payment 1' },
  );
  const partners = await walkPages((cursor) => billingo.listClients(context, cursor));
  await billingo.getClient(context, partners[0]?.records[0]?.externalId ?? '');
  await billingo.listBankAccounts(context);
  await billingo.testConnection(context);
}

async function checked(
  method: string,
  address: string,
  status = 200,
  body?: unknown,
  key = KEY,
): Promise<unknown> {
  const response = await fetch(sandbox.billingo.baseUrl + address, {
    method,
    headers: {
      'X-API-KEY': key,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  expect(response.status).toBe(status);
  expect(answerProblems(method, address.split('?')[0] ?? '', status, answer)).toEqual([]);
  return answer;
}

function pair([name, value]: readonly [string, string]): [string, string] {
  return [name, value];
}

function sample(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../spec/examples/${file}`, import.meta.url), 'utf8'));
}
