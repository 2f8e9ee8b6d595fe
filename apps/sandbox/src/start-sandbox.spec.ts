import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { type Sandbox, startSandbox } from './start-sandbox.js';

const KEY = 'sandbox-demo';
const clock = () => new Date('2026-03-10T09:00:00Z');
let sandbox: Sandbox;
let second: Sandbox | null = null;

beforeEach(async () => {
  sandbox = await startSandbox({ clock });
});
afterEach(async () => {
  await sandbox.close();
  await second?.close();
  second = null;
});

interface Row {
  id: number;
  uuid: string;
  status: string;
  paid_date: string | null;
  payment_date: string;
  left_to_pay: number;
  gross_price: number;
  services: unknown[];
}
interface List {
  metainfo: { count: number; total_count: number; next: string };
  entities: Row[];
}

async function get(path: string, key = KEY): Promise<{ status: number; body: unknown }> {
  const response = await fetch(sandbox.infakt.baseUrl + path, {
    headers: { 'x-infakt-apikey': key },
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

async function list(query: string, collection = 'invoices'): Promise<List> {
  const { body } = await get(`/${collection}.json?${query}`);
  return body as List;
}

it('opens no company to a key that is not one of its own', async () => {
  expect(await get('/invoices.json', 'wrong')).toMatchObject({ status: 401 });
});

it('holds 282 documents with 581 lines, the same ones after every start', async () => {
  const documents = sandbox.infakt.documents(KEY) as unknown as Row[];
  second = await startSandbox({ clock });
  expect(documents).toHaveLength(282);
  expect(documents.reduce((sum, row) => sum + row.services.length, 0)).toBe(581);
  expect(second.infakt.documents(KEY)).toEqual(documents);
});

it('answers ten rows unless asked for more, and a hundred at most', async () => {
  expect((await list('order=id asc')).entities).toHaveLength(10);
  expect((await list('order=id asc&limit=100')).entities).toHaveLength(100);
  expect((await list('order=id asc&limit=900')).entities).toHaveLength(100);
});

it('tells a count that is not the number of rows, and a next page after the last one', async () => {
  const page = await list('order=id asc&limit=2&q[paid_date_null]=true&offset=100000');
  expect(page.entities).toHaveLength(0);
  expect(page.metainfo.count).toBe(10);
  expect(page.metainfo.next).toContain('offset=100002');
});

it('filters by what it knows and ignores what it does not', async () => {
  const all = (await list('order=id asc')).metainfo.total_count;
  const open = await list(
    'order=id asc&limit=100&q[paid_date_null]=true&q[payment_date_lteq]=2026-03-09',
  );
  expect(open.metainfo.total_count).toBeLessThan(all);
  expect(
    open.entities.filter((row) => row.paid_date !== null || row.payment_date > '2026-03-09'),
  ).toEqual([]);
  expect((await list('order=id asc&q[paid_dat_null]=true')).metainfo.total_count).toBe(all);
});

it('keeps no order unless asked, so that walking the pages misses rows', async () => {
  const ids = new Set<number>();
  const total = (await list('')).metainfo.total_count;
  for (let offset = 0; offset < total; offset += 50) {
    for (const row of (await list(`limit=50&offset=${offset}`)).entities) ids.add(row.id);
  }
  expect(ids.size).toBeLessThan(total);
});

it('finds a document by its uuid in its own collection only', async () => {
  const [row] = (await list('order=id asc', 'advance_invoices')).entities as [Row];
  expect(await get(`/advance_invoices/${row.uuid}.json`)).toMatchObject({ status: 200 });
  expect(await get(`/invoices/${row.uuid}.json`)).toMatchObject({ status: 404 });
  expect(await get(`/advance_invoices/${row.id}.json`)).toMatchObject({ status: 404 });
});

it('fails on a client when told which fields to send', async () => {
  const { entities } = await list('order=id asc', 'clients');
  const { id } = entities[0] as Row;
  expect(await get(`/clients/${id}.json`)).toMatchObject({ status: 200, body: { id } });
  expect(await get(`/clients/${id}.json?fields=email`)).toMatchObject({ status: 500 });
});

it('sends only the fields asked for, with the id', async () => {
  const [row] = (await list('order=id asc&fields=number,services(name)')).entities as [Row];
  expect(Object.keys(row).sort()).toEqual(['id', 'number', 'services']);
  expect(Object.keys(row.services[0] as object).sort()).toEqual(['id', 'name']);
});

it('forgets that an invoice was paid when its PDF is fetched, and what is left to pay may stay', async () => {
  const issued = sandbox.infakt.issue(KEY, { grossMinor: 12300 }) as unknown as Row;
  sandbox.infakt.pay(KEY, { uuid: issued.uuid, isSettled: false });
  const marked = (await get(`/invoices/${issued.uuid}.json`)).body;
  expect(marked).toMatchObject({ status: 'paid', paid_date: '2026-03-10', left_to_pay: 12300 });
  await get(`/invoices/${issued.uuid}/pdf.json?document_type=original`);
  const printed = (await get(`/invoices/${issued.uuid}.json`)).body;
  expect(printed).toMatchObject({ status: 'printed', paid_date: '2026-03-10' });
});
