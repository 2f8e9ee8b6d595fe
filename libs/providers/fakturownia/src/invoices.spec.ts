import { localDate } from '@invoicetracker/calendar';
import type { TransportCall } from '@invoicetracker/provider-kit';
import { instantTransport, walkPages } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { issued, listing } from '../test/listing.js';
import { invoice } from '../test/samples.js';
import { questions, scripted } from '../test/scripted.js';
import { fakturownia } from './capabilities.js';

const KEY = 'sandbox-invoices';
const DUE_UNTIL = localDate('2026-03-12');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => new Date('2026-03-10T09:00:00Z'), limits: false });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.fakturownia.company(KEY, { mix: 'open', invoices: 282 });
  sandbox.fakturownia.resetRequests();
});

const context = (onCall?: (call: TransportCall) => void) =>
  instantTransport(
    fakturownia,
    `${sandbox.fakturownia.baseUrl}/{subdomain}`,
    { subdomain: 'firma', apiToken: KEY },
    onCall,
  );
const pass = (more: object = {}) =>
  walkPages((cursor) =>
    fakturownia.listOpenReceivables(context(), { dueUntil: DUE_UNTIL, ...more }, cursor),
  );
const records = async (more: object = {}) => (await pass(more)).flatMap((page) => page.records);

describe('a pass over all receivables', () => {
  it('reads 282 invoices with their lines in 4 requests: three pages and the proof that it was all', async () => {
    const found = await records();
    expect(found).toHaveLength(282);
    const lines = sandbox.fakturownia.documents(KEY).reduce((sum, one) => sum + one.lineCount, 0);
    expect(found.flatMap((record) => record.lines)).toHaveLength(lines);
    expect(sandbox.fakturownia.requests().counts).toEqual({ 'GET /firma/invoices.json': 4 });
  });

  it('states the period each time and files nothing with the state', async () => {
    const found = await records();
    await fakturownia.getInvoice(context(), found[0]!);
    for (const { path, query } of sandbox.fakturownia.requests().recent) {
      expect(query).not.toMatch(/ksef|gov_/);
      if (path.endsWith('/invoices.json')) expect(query).toMatch(/period=(all|more)/);
    }
  });

  it('tells no log the token', async () => {
    const calls: TransportCall[] = [];
    await fakturownia.listClients(
      context((call) => calls.push(call)),
      null,
    );
    expect(calls.length).toBeGreaterThan(0);
    expect(JSON.stringify(calls)).not.toContain(KEY);
  });

  it('reads the corrections since the oldest open invoice, older ones only when asked', async () => {
    const [oldest] = (await records()).toSorted((a, b) => (a.issuedOn! < b.issuedOn! ? -1 : 1));
    const id = Number(oldest?.externalId);
    sandbox.fakturownia.correct(KEY, { id, grossMinor: -500, issuedOn: oldest!.issuedOn! });
    sandbox.fakturownia.correct(KEY, { id, grossMinor: -700, issuedOn: '2020-01-01' });
    const notes = async (more: object = {}) =>
      (await records(more)).filter(({ kind }) => kind === 'credit_note');
    expect(await notes()).toMatchObject([
      { grossMinor: -500n, correctsExternalId: oldest?.externalId },
    ]);
    expect(await notes({ correctionsSince: localDate('2020-01-01') })).toHaveLength(2);
  });

  it('shows no correction where nothing is open', async () => {
    const { fakturownia: control } = sandbox;
    const [first] = control.documents(KEY);
    control.correct(KEY, { id: first!.id, grossMinor: -500 });
    for (const { id, kind } of control.documents(KEY))
      if (kind === 'invoice') control.pay(KEY, { id });
    expect(await records()).toEqual([]);
  });

  it('leaves out what is due later, cancelled, and what nobody owes', async () => {
    const { fakturownia: control } = sandbox;
    control.issue(KEY, { grossMinor: 100, dueOn: '2026-03-13', number: 'LATER' });
    for (const kind of ['proforma', 'receipt', 'estimate', 'draft'] as const)
      control.issue(KEY, { grossMinor: 100, dueOn: '2026-03-01', kind, number: kind });
    const { id } = control.issue(KEY, { grossMinor: 100, dueOn: '2026-03-01', number: 'VOID' });
    control.cancel(KEY, { id });
    const numbers = (await records()).map(({ number }) => number);
    expect(numbers).toHaveLength(282);
    expect(
      await fakturownia.getInvoice(context(), { collection: 'invoices', externalId: String(id) }),
    ).toMatchObject({ kind: 'cancelled' });
  });

  it.each(['empty-page', 'reorder', 'repeat-page', 'ignore-filter'] as const)(
    'misses nothing when the second page suffers from %s',
    async (kind) => {
      sandbox.fakturownia.fault({ match: '/invoices\\.json$', kind, after: 1 });
      const pages = await pass();
      const found = new Set(pages.flatMap((page) => page.records.map((one) => one.externalId)));
      expect(found.size).toBe(282);
      expect(sandbox.fakturownia.pendingFaults()).toEqual([]);
    },
  );

  it('keeps the day it began with', async () => {
    const begin = { dueUntil: localDate('2026-02-01') };
    const first = await fakturownia.listOpenReceivables(context(), begin, null);
    const second = await fakturownia.listOpenReceivables(
      context(),
      { dueUntil: DUE_UNTIL },
      first.nextCursor,
    );
    expect(second.records.filter(({ dueOn }) => (dueOn ?? '') > '2026-02-01')).toEqual([]);
  });

  it('refuses a cursor that is not its own', async () => {
    const query = { dueUntil: DUE_UNTIL };
    await expect(
      fakturownia.listOpenReceivables(context(), query, { page: 2 }),
    ).rejects.toMatchObject({ actor: 'bug', code: 'cursor-unreadable' });
  });

  it('passes over what has no term of payment', async () => {
    const rows = [issued(1, '2026-03-01'), issued(2, '2026-03-02', { payment_to_kind: 'off' })];
    const one = listing({ rows });
    const pages = await walkPages((cursor) =>
      fakturownia.listOpenReceivables(one, { dueUntil: DUE_UNTIL }, cursor),
    );
    const found = pages.flatMap((page) => page.records.map(({ externalId }) => externalId));
    expect(found).toEqual(['1']);
    expect(pages.flatMap(({ setAside }) => setAside)).toEqual([]);
  });
});

describe('reading one document', () => {
  const ref = { collection: 'invoices', externalId: '100200300' };

  it('asks for its id and for nothing else', async () => {
    const one = scripted({ body: invoice() });
    await fakturownia.getInvoice(one, ref);
    expect(one.asked.map(({ path }) => path)).toEqual(['/invoices/100200300.json']);
    expect(questions(one.asked)).toEqual([{}]);
  });

  it('takes only Fakturownia saying so for a sign that it is gone', async () => {
    const gone = scripted({ status: 404, body: { code: 'error', message: 'Not found' } });
    expect(await fakturownia.getInvoice(gone, ref)).toBe('gone');
    const deleted = scripted({ body: invoice({ deleted: true }) });
    expect(await fakturownia.getInvoice(deleted, ref)).toBe('gone');
    const page = scripted({ status: 404, body: undefined });
    await expect(fakturownia.getInvoice(page, ref)).rejects.toMatchObject({ actor: 'retry' });
  });

  it('refuses what is no reference before asking', async () => {
    const nobody = scripted({ body: invoice() });
    for (const bad of [
      { collection: 'invoices', externalId: '1.json?send_to_ksef=yes&x=' },
      { collection: 'costs', externalId: '1' },
    ]) {
      await expect(fakturownia.getInvoice(nobody, bad)).rejects.toMatchObject({
        actor: 'bug',
        code: 'reference-unknown',
      });
    }
    expect(nobody.asked).toEqual([]);
  });

  it('refuses another document than the one asked for, and one it cannot read', async () => {
    const other = scripted({ body: invoice({ id: 7 }) });
    await expect(fakturownia.getInvoice(other, ref)).rejects.toMatchObject({
      actor: 'reject',
      code: 'document-unreadable',
    });
    const empty = scripted({ body: {} });
    await expect(fakturownia.getInvoice(empty, ref)).rejects.toMatchObject({ actor: 'reject' });
  });
});
