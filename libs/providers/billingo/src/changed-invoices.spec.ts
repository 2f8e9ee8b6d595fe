import { instantTransport, walkPages } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { billingo } from './capabilities.js';

const KEY = 'sandbox-changes';
const NOW = new Date('2026-03-10T09:00:00Z');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => NOW, limits: false });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.billingo.company(KEY, { mix: 'open', invoices: 150 });
});

const changes = async (since = NOW) => {
  const context = () => instantTransport(billingo, sandbox.billingo.baseUrl, { apiKey: KEY });
  const pages = await walkPages((cursor) => billingo.listChangedInvoices(context(), since, cursor));
  return pages.flatMap(({ records }) => records);
};
const issue = (more: object = {}) =>
  sandbox.billingo.issue(KEY, { grossMinor: 100_000, dueOn: '2026-03-01', ...more }).id;

describe('what was changed since', () => {
  it('is nothing while nothing happens', async () => {
    expect(await changes()).toEqual([]);
  });

  it('holds what was issued, paid, paid in part and cancelled', async () => {
    const [issued, paid, partly, cancelled] = [issue(), issue(), issue(), issue()];
    sandbox.billingo.pay(KEY, { id: paid, paidOn: '2026-03-09' });
    sandbox.billingo.partPay(KEY, { id: partly, amountMinor: 40_000 });
    sandbox.billingo.cancel(KEY, { id: cancelled });
    const found = new Map((await changes()).map((record) => [Number(record.externalId), record]));
    expect(found.get(issued)).toMatchObject({ kind: 'invoice', openMinor: 100_000n, paidOn: null });
    expect(found.get(paid)).toMatchObject({ openMinor: 0n, paidOn: '2026-03-09' });
    expect(found.get(partly)).toMatchObject({ openMinor: 60_000n, paidOn: null });
    expect(found.get(cancelled)).toMatchObject({ kind: 'cancelled', openMinor: 100_000n });
  });

  it('tells of a cancelled document by its storno, even where the document itself is not listed', async () => {
    const id = issue();
    const storno = sandbox.billingo.cancel(KEY, { id });
    const real = instantTransport(billingo, sandbox.billingo.baseUrl, { apiKey: KEY });
    const context: typeof real = {
      ...real,
      request: async (wanted) => {
        const answer = await real.request(wanted);
        if (wanted.path !== '/documents') return answer;
        const body = answer.body as { data: { id: number }[] };
        return { ...answer, body: { ...body, data: body.data.filter((row) => row.id !== id) } };
      },
    };
    const page = await billingo.listChangedInvoices(context, NOW, null);
    expect(page.records).toMatchObject([{ externalId: String(id), kind: 'cancelled' }]);
    expect(page.records.map(({ externalId }) => externalId)).not.toContain(String(storno.id));
  });

  it('holds reductions with what they correct, and nothing that is no claim', async () => {
    const id = issue();
    issue({ kind: 'proforma' });
    issue({ kind: 'receipt' });
    const note = sandbox.billingo.correct(KEY, { id, grossMinor: -1_000 });
    const found = await changes();
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(
      expect.objectContaining({
        externalId: String(note.id),
        kind: 'credit_note',
        grossMinor: -1_000n,
        correctsExternalId: String(id),
      }),
    );
  });

  it('is read page by page to the end', async () => {
    expect(await changes(new Date('2020-01-01T00:00:00Z'))).toHaveLength(150);
  });

  it('is asked for by the time in Greenwich, which is the earlier reading of a Hungarian one', async () => {
    sandbox.billingo.resetRequests();
    await changes();
    const [{ query } = { query: '' }] = sandbox.billingo.requests().recent;
    expect(new URLSearchParams(query).get('last_modified_date')).toBe('2026-03-10 09:00:00');
  });
});
