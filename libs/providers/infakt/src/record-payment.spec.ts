import { localDate } from '@invoicetracker/calendar';
import type { PaymentToRecord, ProviderContext } from '@invoicetracker/provider-kit';
import { instantTransport } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { infakt } from './capabilities.js';

const KEY = 'sandbox-marking';
let sandbox: Sandbox;
let uuid: string;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => new Date('2026-03-10T09:00:00Z'), limits: false });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.infakt.company(KEY, { mix: 'open', invoices: 5 });
  sandbox.infakt.clearFaults();
  sandbox.infakt.resetRequests();
  uuid = String(sandbox.infakt.issue(KEY, { grossMinor: 10_000, issuedOn: '2026-03-01' }).uuid);
});

const context = () => instantTransport(infakt, sandbox.infakt.baseUrl, { apiKey: KEY });
const record = (fields: Partial<PaymentToRecord> = {}, to: ProviderContext = context()) =>
  infakt.recordPayment(
    to,
    { collection: 'invoices', externalId: uuid },
    {
      amountMinor: 10_000n,
      currency: 'PLN',
      paidOn: localDate('2026-03-09'),
      reference: 'p-1',
      ...fields,
    },
  );
const paidOn = () =>
  sandbox.infakt.documents(KEY, 'invoices').find((one) => one.uuid === uuid)?.paid_date;
const asked = () =>
  Object.entries(sandbox.infakt.requests().counts)
    .filter(([name]) => name.startsWith('POST'))
    .reduce((sum, [, count]) => sum + count, 0);

describe('marking as paid at inFakt', () => {
  it('waits for the task and believes the document, once however often it is told', async () => {
    expect(await record()).toBe('recorded');
    expect(paidOn()).toBe('2026-03-09');
    expect(await record()).toBe('already-there');
    expect(asked()).toBe(1);
  });

  it.each(['cut', 'silence'] as const)(
    'finds by the next attempt what a lost answer had taken (%s)',
    async (kind) => {
      sandbox.infakt.fault({ match: '/paid\\.json$', kind, delayMs: 1 });
      await expect(record()).rejects.toMatchObject({ actor: 'retry' });
      expect(await record()).toBe('already-there');
    },
  );

  it('does not take a task for done that is still running', async () => {
    const real = context();
    const slow: ProviderContext = {
      ...real,
      request: async (wanted) => {
        const response = await real.request(wanted);
        return wanted.path.includes('/status/')
          ? { ...response, body: { ...(response.body as object), processing_code: 140 } }
          : response;
      },
    };
    await expect(record({}, slow)).rejects.toMatchObject({
      actor: 'retry',
      code: 'payment-pending',
    });
  });

  it('does not believe a task that says done while the document says otherwise', async () => {
    const real = context();
    const lying: ProviderContext = {
      ...real,
      request: (wanted) =>
        wanted.path.endsWith('/paid.json')
          ? Promise.resolve({
              status: 201,
              headers: {},
              wasThrottled: false,
              body: { invoice_task_reference_number: 'x-1', processing_code: 200 },
            })
          : real.request(wanted),
    };
    await expect(record({}, lying)).rejects.toMatchObject({ code: 'payment-pending' });
  });

  it('refuses a part, another currency and a day before the invoice, and asks nothing', async () => {
    await expect(record({ amountMinor: 9_999n })).rejects.toMatchObject({
      actor: 'reject',
      code: 'part-not-taken',
    });
    await expect(record({ currency: 'EUR' })).rejects.toMatchObject({ code: 'currency-differs' });
    await expect(record({ paidOn: localDate('2026-02-28') })).rejects.toMatchObject({
      code: 'paid-before-issued',
    });
    expect(asked()).toBe(0);
  });

  it('is refused when the task fails, which is HTTP 200', async () => {
    const real = context();
    const early: ProviderContext = {
      ...real,
      request: (wanted) =>
        real.request(
          wanted.path.endsWith('/paid.json')
            ? { ...wanted, body: { invoice: { paid_date: '2026-02-01' } } }
            : wanted,
        ),
    };
    await expect(record({}, early)).rejects.toMatchObject({
      actor: 'reject',
      code: 'payment-refused',
    });
  });
});
