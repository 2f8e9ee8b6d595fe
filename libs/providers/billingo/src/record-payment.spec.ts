import { localDate } from '@invoicetracker/calendar';
import type {
  PaymentToRecord,
  ProviderContext,
  ProviderRequest,
} from '@invoicetracker/provider-kit';
import { instantTransport } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { billingo } from './capabilities.js';

const KEY = 'sandbox-payments';
const PAYMENT: PaymentToRecord = {
  amountMinor: 5_999n,
  currency: 'EUR',
  paidOn: localDate('2026-03-09'),
  reference: 'payment 0199-7f',
};
let sandbox: Sandbox;
let id: number;

beforeAll(async () => {
  sandbox = await startSandbox({
    clock: () => new Date('2026-03-10T09:00:00Z'),
    limits: false,
    invoices: 0,
  });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.billingo.clearFaults();
  id = sandbox.billingo.issue(KEY, { grossMinor: 9_999, currency: 'EUR', dueOn: '2026-03-01' }).id;
});

const context = (key = KEY) =>
  instantTransport(billingo, sandbox.billingo.baseUrl, { apiKey: key });
const record = (more: Partial<PaymentToRecord> = {}, by: ProviderContext = context()) =>
  billingo.recordPayment(
    by,
    { collection: 'documents', externalId: String(id) },
    { ...PAYMENT, ...more },
  );
const history = () => sandbox.billingo.document(KEY, id).payments;

describe('a payment that came in', () => {
  it('is added to the history, which keeps every entry it had', async () => {
    const first = {
      paidOn: '2026-03-05',
      amountMinor: 4_000,
      method: 'szep_card',
      reference: 'OTP-77',
    };
    sandbox.billingo.setPayments(KEY, { id, payments: [first] });
    expect(await record()).toBe('recorded');
    expect(history()).toEqual([
      first,
      {
        paidOn: '2026-03-09',
        amountMinor: 5_999,
        method: 'wire_transfer',
        reference: 'payment 0199-7f',
      },
    ]);
    expect(
      await billingo.getInvoice(context(), { collection: 'documents', externalId: String(id) }),
    ).toMatchObject({ openMinor: 0n, paidOn: '2026-03-09' });
  });

  it('is recorded once, however often it is told', async () => {
    expect(await record()).toBe('recorded');
    expect(await record()).toBe('already-there');
    expect(history()).toHaveLength(1);
  });

  it.each(['cut', '500'] as const)('is found again after %s took the answer away', async (kind) => {
    const real = context();
    let isBroken = true;
    const breaking: ProviderContext = {
      ...real,
      request: async (wanted: ProviderRequest) => {
        if (isBroken && wanted.method === 'PUT') {
          sandbox.billingo.fault({ match: 'payments$', kind });
          isBroken = false;
        }
        return real.request(wanted);
      },
    };
    await expect(record({}, breaking)).rejects.toMatchObject({ actor: 'retry' });
    expect(await record()).toBe(kind === 'cut' ? 'already-there' : 'recorded');
    expect(history()).toHaveLength(1);
  });

  it('is known by day and amount where the provider keeps no number of it', async () => {
    const entry = { paidOn: '2026-03-09', amountMinor: 5_999 };
    sandbox.billingo.setPayments(KEY, { id, payments: [entry] });
    expect(await record()).toBe('already-there');
  });

  it('is another one than an equal one without a number that we have told before', async () => {
    const entry = { paidOn: '2026-03-09', amountMinor: 2_000 };
    sandbox.billingo.setPayments(KEY, { id, payments: [entry] });
    expect(await record({ amountMinor: 2_000n, twinsTold: 1 })).toBe('recorded');
    expect(history()).toHaveLength(2);
  });

  it('is not taken for another one of the same amount and day that has a number of its own', async () => {
    expect(await record({ amountMinor: 1_000n })).toBe('recorded');
    expect(await record({ amountMinor: 1_000n, reference: 'payment 0199-80' })).toBe('recorded');
    expect(history().map(({ amountMinor }) => amountMinor)).toEqual([1_000, 1_000]);
  });
});

describe('a payment the rules forbid', () => {
  it.each([
    ['more than is open', { amountMinor: 10_000n }, 'more-than-open'],
    ['nothing', { amountMinor: 0n }, 'more-than-open'],
    ['in another currency', { currency: 'HUF' }, 'currency-differs'],
  ])('because it is %s changes nothing', async (_, more, code) => {
    await expect(record(more)).rejects.toMatchObject({ actor: 'reject', code });
    expect(history()).toEqual([]);
  });

  it('because the document is cancelled, paid or gone changes nothing', async () => {
    sandbox.billingo.pay(KEY, { id });
    await expect(record()).rejects.toMatchObject({ actor: 'reject', code: 'more-than-open' });
    sandbox.billingo.unpay(KEY, { id });
    sandbox.billingo.cancel(KEY, { id });
    await expect(record()).rejects.toMatchObject({ actor: 'reject', code: 'not-payable' });
    sandbox.billingo.remove(KEY, { id });
    await expect(record()).rejects.toMatchObject({ actor: 'reject', code: 'document-gone' });
  });

  it('asks for another key where this one may only read', async () => {
    const key = 'sandbox-readonly';
    id = sandbox.billingo.issue(key, { grossMinor: 9_999, currency: 'EUR' }).id;
    await expect(record({}, context(key))).rejects.toMatchObject({
      actor: 'reconnect',
      code: 'scope-missing',
    });
  });

  it.each([
    [400, { error: { message: 'Daily limit reached.' } }, 'retry', 'write-refused'],
    [422, { message: 'x', errors: [] }, 'reject', 'payment-refused'],
    [200, [], 'retry', 'answer-unexpected'],
  ])('answered with %i ends as it must', async (status, body, actor, code) => {
    const real = context();
    const request = (wanted: ProviderRequest) =>
      wanted.method === 'PUT'
        ? Promise.resolve({ status, body, headers: {}, wasThrottled: false })
        : real.request(wanted);
    await expect(record({}, { ...real, request })).rejects.toMatchObject({ actor, code });
  });
});
