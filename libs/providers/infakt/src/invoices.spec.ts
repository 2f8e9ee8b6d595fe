import { localDate } from '@invoicetracker/calendar';
import type {
  Cursor,
  ProviderContext,
  ProviderRequest,
  ProviderResponse,
} from '@invoicetracker/provider-kit';
import { instantTransport, walkPages } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { infakt } from './capabilities.js';

const KEY = 'sandbox-invoices';
const UUID = '282ebe68-80aa-495e-aee4-66c5c0faa001';
const DUE_UNTIL = localDate('2026-03-12');
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => new Date('2026-03-10T09:00:00Z'), limits: false });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.infakt.company(KEY, { mix: 'open', invoices: 282 });
  sandbox.infakt.resetRequests();
});

const context = () => instantTransport(infakt, sandbox.infakt.baseUrl, { apiKey: KEY });
const pass = (more: object = {}) =>
  walkPages((cursor) =>
    infakt.listOpenReceivables(context(), { dueUntil: DUE_UNTIL, ...more }, cursor),
  );

describe('a pass over all receivables', () => {
  it('reads 282 invoices with 581 lines in 3 pages, and asks nothing it does not need', async () => {
    const invoices = (await pass()).flatMap(({ records }) => records);
    expect(invoices).toHaveLength(282);
    expect(invoices.flatMap(({ lines }) => lines)).toHaveLength(581);
    expect(sandbox.infakt.requests().counts).toEqual({
      'GET /invoices.json': 3,
      'GET /margin_invoices.json': 1,
      'GET /advance_invoices.json': 1,
      'GET /final_invoices.json': 1,
      'GET /oss_invoices.json': 1,
      'GET /corrective_invoices.json': 1,
      'GET /corrective_oss_invoices.json': 1,
    });
  });

  it('reads the corrections since the oldest open invoice, older ones never', async () => {
    const [oldest] = oldestFirst(await pass());
    const uuid = oldest?.externalId ?? '';
    sandbox.infakt.correct(KEY, { uuid, grossMinor: -500, issuedOn: oldest?.issuedOn ?? '' });
    sandbox.infakt.correct(KEY, { uuid, grossMinor: -700, issuedOn: '2020-01-01' });
    const corrections = (await pass())
      .flatMap(({ records }) => records)
      .filter(({ kind }) => kind === 'credit_note');
    expect(corrections).toMatchObject([{ grossMinor: -500n, correctsExternalId: uuid }]);
    const all = (await pass({ correctionsSince: localDate('2020-01-01') })).flatMap(
      ({ records }) => records,
    );
    expect(all.filter(({ kind }) => kind === 'credit_note')).toHaveLength(2);
  });

  it('asks for no correction where nothing is open', async () => {
    for (const { uuid } of sandbox.infakt.documents(KEY))
      sandbox.infakt.pay(KEY, { uuid: String(uuid) });
    expect((await pass()).flatMap(({ records }) => records)).toEqual([]);
    expect(
      Object.keys(sandbox.infakt.requests().counts).filter((name) => name.includes('corrective')),
    ).toEqual([]);
  });

  it('leaves out what is due later, paid or of no interest, and brings pro formas as what they are', async () => {
    sandbox.infakt.issue(KEY, { grossMinor: 100, dueOn: '2026-03-13', number: 'LATER' });
    sandbox.infakt.issue(KEY, {
      grossMinor: 100,
      dueOn: '2026-03-12',
      number: 'PRO',
      kind: 'proforma',
    });
    const records = (await pass()).flatMap((page) => page.records);
    expect(records.map(({ number }) => number)).not.toContain('LATER');
    expect(records.find(({ number }) => number === 'PRO')).toMatchObject({ kind: 'proforma' });
  });

  it('keeps the day it began with, under which its offsets were counted', async () => {
    const first = await infakt.listOpenReceivables(
      context(),
      { dueUntil: localDate('2026-02-01') },
      null,
    );
    const second = await infakt.listOpenReceivables(
      context(),
      { dueUntil: DUE_UNTIL },
      first.nextCursor,
    );
    expect(second.records.filter(({ dueOn }) => (dueOn ?? '') > '2026-02-01')).toEqual([]);
    expect(second.isFilterHonoured).toBe(true);
  });

  it('refuses a cursor that is not its own', async () => {
    const cursor: Cursor = { page: 2 };
    await expect(
      infakt.listOpenReceivables(context(), { dueUntil: DUE_UNTIL }, cursor),
    ).rejects.toMatchObject({ actor: 'bug', code: 'cursor-unreadable' });
  });
});

describe('reading one document', () => {
  it('takes only inFakt saying so for a sign that it is gone', async () => {
    const ref = { collection: 'invoices', externalId: UUID };
    expect(
      await infakt.getInvoice(
        answering(404, { error: 'Zasób którego szukasz nie został znaleziony.' }),
        ref,
      ),
    ).toBe('gone');
    await expect(infakt.getInvoice(answering(404, undefined), ref)).rejects.toMatchObject({
      actor: 'retry',
    });
  });

  it('refuses what is no reference before asking', async () => {
    const request = (_: ProviderRequest): Promise<ProviderResponse> =>
      Promise.reject(new Error('asked'));
    for (const ref of [
      { collection: 'invoices', externalId: '../clients/1' },
      { collection: 'costs', externalId: UUID },
    ]) {
      await expect(
        infakt.getInvoice(
          { request, credentials: {}, memory: new Map(), wait: () => Promise.resolve() },
          ref,
        ),
      ).rejects.toMatchObject({
        actor: 'bug',
        code: 'reference-unknown',
      });
    }
  });

  it('refuses another document than the one asked for, and one it cannot read', async () => {
    const ref = { collection: 'invoices', externalId: UUID };
    const [other] = sandbox.infakt.documents(KEY);
    await expect(infakt.getInvoice(answering(200, other), ref)).rejects.toMatchObject({
      actor: 'reject',
    });
    await expect(infakt.getInvoice(answering(200, { uuid: UUID }), ref)).rejects.toMatchObject({
      actor: 'reject',
      code: 'document-unreadable',
    });
  });
});

describe('a refusal', () => {
  it.each([
    [401, false, 'reconnect', 'key-refused'],
    [402, false, 'reconnect', 'plan-limit'],
    [403, false, 'reconnect', 'scope-missing'],
    [403, true, 'retry', 'address-blocked'],
    [423, false, 'retry', 'locked'],
    [422, false, 'bug', 'request-refused'],
    [404, false, 'bug', 'not-found'],
  ])('with %i (slowed down before: %s) means %s', async (status, wasThrottled, actor, code) => {
    const refused = infakt.listOpenReceivables(
      answering(status, { error: 'x' }, wasThrottled),
      { dueUntil: DUE_UNTIL },
      null,
    );
    await expect(refused).rejects.toMatchObject({ actor, code, status });
  });

  it('is what JSON without the envelope amounts to', async () => {
    await expect(infakt.listClients(answering(200, { hello: 1 }), null)).rejects.toMatchObject({
      actor: 'retry',
      code: 'answer-unexpected',
    });
  });
});

it('proves a connection even where the name of the firm cannot be had', async () => {
  const name = sandbox.infakt.state(KEY).name;
  expect(await infakt.testConnection(context())).toEqual({ ok: true, companyName: name });
  sandbox.infakt.fault({ match: '^/account', kind: '500', times: 100 });
  expect(await infakt.testConnection(context())).toEqual({ ok: true, companyName: null });
  sandbox.infakt.clearFaults();
});

it('lists the accounts to pay to', async () => {
  const { records } = await infakt.listBankAccounts(context());
  expect(records).toMatchObject([
    { currency: 'PLN', isDefault: true, accountNumber: expect.stringMatching(/^\d{26}$/) },
    { currency: 'EUR' },
  ]);
});

function answering(status: number, body: unknown, wasThrottled = false): ProviderContext {
  return {
    request: () => Promise.resolve({ status, body, headers: {}, wasThrottled }),
    credentials: {},
    memory: new Map(),
    wait: () => Promise.resolve(),
  };
}

function oldestFirst(pages: Awaited<ReturnType<typeof pass>>) {
  return pages
    .flatMap(({ records }) => records)
    .sort((a, b) => ((a.issuedOn ?? '') < (b.issuedOn ?? '') ? -1 : 1));
}
