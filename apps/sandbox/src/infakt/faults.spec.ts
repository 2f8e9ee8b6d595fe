import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { type Sandbox, startSandbox } from '../start-sandbox.js';
import type { FaultOrder } from '../serving/fault-book.js';

const KEY = 'sandbox-faults';
const LIST = '/invoices.json?order=id asc&limit=20';
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({
    clock: () => new Date('2026-03-10T09:00:00Z'),
    mix: 'open',
    invoices: 60,
  });
});
afterEach(() => sandbox.close());

interface Row {
  uuid: string;
  paid_date: string | null;
  currency: string;
  gross_price: unknown;
}

const ask = (path: string) =>
  fetch(sandbox.infakt.baseUrl + path, { headers: { 'X-inFakt-ApiKey': KEY } });

async function rows(path = LIST): Promise<Row[]> {
  return ((await (await ask(path)).json()) as { entities: Row[] }).entities;
}

function commit(kind: FaultOrder['kind'], more: Partial<FaultOrder> = {}): void {
  sandbox.infakt.fault({ match: '^/invoices\\.json$', kind, ...more });
}

it('answers 429 as often as told, and rightly afterwards', async () => {
  commit('429', { times: 2 });
  expect((await ask(LIST)).status).toBe(429);
  expect((await ask(LIST)).headers.get('retry-after')).toBeNull();
  expect((await ask(LIST)).status).toBe(200);
});

it('says how long to wait when told to', async () => {
  commit('429-retry-after', { retryAfter: '7' });
  expect((await ask(LIST)).headers.get('retry-after')).toBe('7');
});

it('fails with the status it was given', async () => {
  commit('500', { status: 503 });
  expect((await ask(LIST)).status).toBe(503);
});

it('sends a page of HTML where JSON belongs', async () => {
  commit('html');
  expect(await (await ask(LIST)).text()).toContain('<html>');
});

it('hangs up in the middle of an answer', async () => {
  commit('cut');
  await expect(ask(LIST).then((response) => response.text())).rejects.toThrow();
});

it('answers late, and rightly', async () => {
  commit('slow', { delayMs: 20 });
  expect(await rows()).toHaveLength(20);
});

it('spares what the pattern does not match', async () => {
  commit('500');
  expect((await ask('/clients.json')).status).toBe(200);
});

it('repeats rows of a page', async () => {
  commit('duplicate-rows');
  const uuids = (await rows()).map(({ uuid }) => uuid);
  expect(uuids).toHaveLength(23);
  expect(new Set(uuids).size).toBe(20);
});

it('loses a document between list and detail', async () => {
  commit('vanish');
  const [first, second] = (await rows()) as [Row, Row];
  expect((await ask(`/invoices/${first.uuid}.json`)).status).toBe(404);
  expect((await ask(`/invoices/${second.uuid}.json`)).status).toBe(200);
});

it('ignores a filter', async () => {
  const [first] = (await rows()) as [Row];
  sandbox.infakt.pay(KEY, { uuid: first.uuid });
  const open = `${LIST}&q[paid_date_null]=true`;
  commit('ignore-filter');
  expect((await rows(open)).some(({ paid_date }) => paid_date !== null)).toBe(true);
  expect((await rows(open)).some(({ paid_date }) => paid_date !== null)).toBe(false);
});

it('spoils one row of a page', async () => {
  commit('wrong-currency');
  expect(
    (await rows()).filter(
      ({ currency }) => currency !== 'PLN' && currency.length === 3 && /[^A-Z]/.test(currency),
    ),
  ).toHaveLength(1);
  commit('bad-row');
  expect((await rows()).filter(({ gross_price }) => typeof gross_price !== 'number')).toHaveLength(
    1,
  );
});

it('keeps writing from a key that may only read', async () => {
  const uuid = String(sandbox.infakt.documents('sandbox-readonly')[0]?.uuid);
  const response = await fetch(`${sandbox.infakt.baseUrl}/async/invoices/${uuid}/paid.json`, {
    method: 'POST',
    headers: { 'X-inFakt-ApiKey': 'sandbox-readonly' },
  });
  expect(response.status).toBe(403);
});
