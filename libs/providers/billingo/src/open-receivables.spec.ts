import { localDate } from '@invoicetracker/calendar';
import type { Cursor, ProviderContext, ProviderRequest } from '@invoicetracker/provider-kit';
import { instantTransport, walkPages } from '@invoicetracker/provider-kit/conformance';
import { openMinor, type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { debtsIn } from '../test/debts.js';
import { billingo } from './capabilities.js';

const KEY = 'sandbox-receivables';
const DUE_UNTIL = localDate('2026-03-12');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => new Date('2026-03-10T09:00:00Z'), limits: false });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.billingo.company(KEY, { mix: 'open', invoices: 282 });
  sandbox.billingo.resetRequests();
  sandbox.billingo.clearFaults();
});

const context = (key = KEY) =>
  instantTransport(billingo, sandbox.billingo.baseUrl, { apiKey: key });
const pass = (key = KEY) =>
  walkPages((cursor) =>
    billingo.listOpenReceivables(context(key), { dueUntil: DUE_UNTIL }, cursor),
  );
const records = async (key = KEY) => (await pass(key)).flatMap((page) => page.records);
const paymentsAsked = () =>
  Object.keys(sandbox.billingo.requests().counts).filter((name) => name.endsWith('/payments'));
const issue = (more: object) =>
  String(sandbox.billingo.issue(KEY, { grossMinor: 100_000, dueOn: '2026-03-01', ...more }).id);

describe('a pass over all receivables', () => {
  it('has every open amount as the books have it, paid in part or not', async () => {
    for (const { id } of debtsIn(sandbox.billingo, KEY, DUE_UNTIL).slice(0, 60))
      sandbox.billingo.partPay(KEY, { id, amountMinor: 123 });
    const found = (await records()).map((one) => [Number(one.externalId), Number(one.openMinor)]);
    expect(new Map(found as [number, number][])).toEqual(
      new Map(debtsIn(sandbox.billingo, KEY, DUE_UNTIL).map((debt) => [debt.id, debt.openMinor])),
    );
  });

  it('asks for the payments on an expired document only until it knows what expired means', async () => {
    const [first] = debtsIn(sandbox.billingo, KEY, localDate('2026-02-01'));
    sandbox.billingo.partPay(KEY, { id: first?.id ?? 0, amountMinor: 100 });
    await pass();
    expect(paymentsAsked()).toEqual([`GET /documents/${first?.id}/payments`]);
    expect(sandbox.billingo.requests().total).toBeLessThan(10);
  });

  it('asks for each of them where expired may hide a payment', async () => {
    const key = 'sandbox-receivables-expired';
    sandbox.billingo.company(key, { mix: 'open', invoices: 40 });
    const debts = debtsIn(sandbox.billingo, key, localDate('2026-03-09'));
    sandbox.billingo.partPay(key, { id: debts[0]?.id ?? 0, amountMinor: 100 });
    const found = (await records(key)).find((one) => Number(one.externalId) === debts[0]?.id);
    expect(found?.openMinor).toBe(BigInt((debts[0]?.openMinor ?? 0) - 100));
    expect(paymentsAsked()).toHaveLength(debts.length);
  });

  it('forgets what it learnt when the document that proved it reads expired by now', async () => {
    const [first] = debtsIn(sandbox.billingo, KEY, localDate('2026-02-01'));
    const id = first?.id ?? 0;
    sandbox.billingo.partPay(KEY, { id, amountMinor: 100 });
    const firstPage = await billingo.listOpenReceivables(context(), { dueUntil: DUE_UNTIL }, null);
    sandbox.billingo.unpay(KEY, { id });
    sandbox.billingo.resetRequests();
    await billingo.listOpenReceivables(context(), { dueUntil: DUE_UNTIL }, firstPage.nextCursor);
    expect(paymentsAsked().length).toBeGreaterThan(1);
  });

  it('spends no more than 25 requests on a page, so that any budget gets on', async () => {
    for (const { id } of debtsIn(sandbox.billingo, KEY, DUE_UNTIL))
      sandbox.billingo.partPay(KEY, { id, amountMinor: 100 });
    let before = sandbox.billingo.requests().total;
    await walkPages(
      (cursor) => billingo.listOpenReceivables(context(), { dueUntil: DUE_UNTIL }, cursor),
      () => {
        const { total } = sandbox.billingo.requests();
        expect(total - before).toBeLessThanOrEqual(25);
        before = total;
      },
    );
  });

  it('loses nobody when more than a page leaves the list between two pages', async () => {
    const unpaid = debtsIn(sandbox.billingo, KEY, DUE_UNTIL).map(({ id }) => id);
    let pages = 0;
    const found = new Set<string>();
    await walkPages(
      (cursor) => billingo.listOpenReceivables(context(), { dueUntil: DUE_UNTIL }, cursor),
      (page) => {
        page.records.forEach(({ externalId }) => found.add(externalId));
        pages += 1;
        if (pages !== 8) return;
        for (const { externalId } of page.records)
          sandbox.billingo.pay(KEY, { id: Number(externalId) });
        for (const id of [...found].slice(0, 110))
          if (openMinor(sandbox.billingo.document(KEY, Number(id))) > 0)
            sandbox.billingo.pay(KEY, { id: Number(id) });
      },
    );
    expect([...found].map(Number).sort()).toEqual(unpaid.sort());
  });

  it('sees nothing twice when invoices are issued between two pages', async () => {
    const seen: string[] = [];
    await walkPages(
      (cursor) => billingo.listOpenReceivables(context(), { dueUntil: DUE_UNTIL }, cursor),
      (page) => {
        seen.push(...page.records.map(({ externalId }) => externalId));
        issue({});
      },
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(282);
  });

  it('leaves out what nobody owes and what is due later', async () => {
    const kinds = ['proforma', 'estimate', 'draft', 'receipt'] as const;
    const others = kinds.map((kind) => issue({ kind }));
    const later = issue({ dueOn: '2026-03-13' });
    const cancelled = issue({});
    sandbox.billingo.cancel(KEY, { id: Number(cancelled) });
    const found = (await records()).map(({ externalId }) => externalId);
    expect(found).toHaveLength(282);
    expect(found).not.toEqual(expect.arrayContaining([...others, later, cancelled]));
  });

  it('brings the reductions of what is open, and no others', async () => {
    const open = issue({});
    const paid = issue({});
    const correction = sandbox.billingo.correct(KEY, { id: Number(open), grossMinor: -20_000 });
    sandbox.billingo.correct(KEY, { id: Number(paid), grossMinor: -20_000 });
    sandbox.billingo.pay(KEY, { id: Number(paid) });
    const notes = (await records()).filter(({ kind }) => kind === 'credit_note');
    expect(notes).toMatchObject([
      { externalId: String(correction.id), grossMinor: -20_000n, correctsExternalId: open },
    ]);
  });

  it('takes an addition for a debt of its own', async () => {
    const original = issue({});
    const addition = sandbox.billingo.correct(KEY, { id: Number(original), grossMinor: 5_000 });
    expect(await records()).toContainEqual(
      expect.objectContaining({
        externalId: String(addition.id),
        kind: 'invoice',
        openMinor: 5_000n,
      }),
    );
  });

  it('sets a document aside whose payments cannot be read, and leaves out one that is gone', async () => {
    sandbox.billingo.company(KEY, { mix: 'open', invoices: 0 });
    const [broken, gone, good] = [issue({}), issue({}), issue({})];
    for (const id of [broken, gone, good])
      sandbox.billingo.partPay(KEY, { id: Number(id), amountMinor: 100 });
    const real = context();
    const request = (wanted: ProviderRequest) => {
      const answer = (status: number, body: unknown) =>
        Promise.resolve({ status, body, headers: {}, wasThrottled: false });
      if (wanted.path === `/documents/${broken}/payments`) return answer(200, [{ price: 'x' }]);
      if (wanted.path === `/documents/${gone}/payments`)
        return answer(404, { error: { message: 'Not found.' } });
      return real.request(wanted);
    };
    const page = await billingo.listOpenReceivables(
      { ...real, request },
      { dueUntil: DUE_UNTIL },
      null,
    );
    expect(page.records.map(({ externalId }) => externalId)).toEqual([good]);
    expect(page.setAside).toMatchObject([{ externalId: broken, reason: 'malformed' }]);
  });

  it('goes on under the day it began with', async () => {
    const dueUntil = localDate('2026-02-01');
    const first = await billingo.listOpenReceivables(context(), { dueUntil }, null);
    const second = await billingo.listOpenReceivables(
      context(),
      { dueUntil: DUE_UNTIL },
      first.nextCursor,
    );
    expect(second.records.length).toBeGreaterThan(0);
    expect(second.records.filter(({ dueOn }) => (dueOn ?? '') > dueUntil)).toEqual([]);
  });

  it('refuses a cursor that is not its own', async () => {
    const cursor: Cursor = { offset: 2 };
    await expect(
      billingo.listOpenReceivables(context(), { dueUntil: DUE_UNTIL }, cursor),
    ).rejects.toMatchObject({ actor: 'bug', code: 'cursor-unreadable' });
  });
});

describe('a list that cannot be what was asked for', () => {
  it('is asked for again later when a page in its middle is empty', async () => {
    const [first] = await pass();
    sandbox.billingo.fault({ match: '^/documents$', kind: 'empty-page' });
    await expect(
      billingo.listOpenReceivables(context(), { dueUntil: DUE_UNTIL }, first?.nextCursor ?? null),
    ).rejects.toMatchObject({ actor: 'retry', code: 'answer-unexpected' });
  });

  it.each([
    ['another page', { current_page: 1 }],
    ['the same rows under another number', {}],
  ])('is asked for again later when it is %s', async (_, change) => {
    const [, , third] = await expiredPages();
    const real = context();
    const ofFirst = await real.request({
      method: 'GET',
      path: '/documents',
      query: [
        ['payment_status', 'expired'],
        ['page', '1'],
        ['per_page', '100'],
      ],
    });
    const repeating: ProviderContext = {
      ...real,
      request: () =>
        Promise.resolve({
          ...ofFirst,
          body: { ...(ofFirst.body as object), current_page: 2, ...change },
        }),
    };
    await expect(
      billingo.listOpenReceivables(repeating, { dueUntil: DUE_UNTIL }, third ?? null),
    ).rejects.toMatchObject({ actor: 'retry', code: 'answer-unexpected' });
  });

  it.each([{ hello: 1 }, { data: {}, total: 1 }, [], null])('is no list: %j', async (body) => {
    const answering: ProviderContext = {
      request: () => Promise.resolve({ status: 200, body, headers: {}, wasThrottled: false }),
      credentials: {},
      memory: new Map(),
      wait: () => Promise.resolve(),
    };
    await expect(
      billingo.listOpenReceivables(answering, { dueUntil: DUE_UNTIL }, null),
    ).rejects.toMatchObject({ actor: 'retry', code: 'answer-unexpected' });
  });
});

/** Cursors in front of each page of the list of expired documents, where one costs no further requests. */
async function expiredPages(): Promise<(Cursor | null)[]> {
  const [first] = debtsIn(sandbox.billingo, KEY, localDate('2026-02-01'));
  sandbox.billingo.partPay(KEY, { id: first?.id ?? 0, amountMinor: 100 });
  return [null, ...(await pass()).map(({ nextCursor }) => nextCursor)];
}
