import { localDate } from '@invoicetracker/calendar';
import type { PaymentToRecord, ProviderContext } from '@invoicetracker/provider-kit';
import { instantTransport } from '@invoicetracker/provider-kit/conformance';
import { type BookDocument, type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { wfirma } from './capabilities.js';

const KEY = 'sandbox-payments';
let sandbox: Sandbox;
let invoice: BookDocument;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => new Date('2026-03-10T09:00:00Z'), limits: false });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.wfirma.company(KEY, { mix: 'open', invoices: 10 });
  sandbox.wfirma.clearFaults();
  sandbox.wfirma.resetRequests();
  invoice = sandbox.wfirma.issue(KEY, { grossMinor: 10_000, dueOn: '2026-03-01' });
});

const context = () =>
  instantTransport(wfirma, sandbox.wfirma.baseUrl, {
    accessKey: KEY,
    secretKey: 's3cret-1',
    appKey: 'app-key-1',
    companyId: '100200',
  });
const record = (fields: Partial<PaymentToRecord> = {}, to: ProviderContext = context()) =>
  wfirma.recordPayment(
    to,
    { collection: 'invoices', externalId: String(invoice.id) },
    {
      amountMinor: 4_000n,
      currency: 'PLN',
      paidOn: localDate('2026-03-09'),
      reference: 'pay-1',
      ...fields,
    },
  );
const paymentsThere = () => sandbox.wfirma.document(KEY, invoice.id).payments;

describe('a payment told to wFirma', () => {
  it('may be a part, and the rest later', async () => {
    expect(await record()).toBe('recorded');
    expect(await record({ amountMinor: 6_000n })).toBe('recorded');
    expect(paymentsThere()).toEqual([
      { paidOn: '2026-03-09', amountMinor: 4_000 },
      { paidOn: '2026-03-09', amountMinor: 6_000 },
    ]);
  });

  it('is recorded once however often it is told, even when it settled the invoice', async () => {
    expect(await record({ amountMinor: 10_000n })).toBe('recorded');
    for (let again = 0; again < 3; again += 1)
      expect(await record({ amountMinor: 10_000n })).toBe('already-there');
    expect(paymentsThere()).toHaveLength(1);
  });

  it('is another one than an equal one of the same day that we have told before', async () => {
    expect(await record()).toBe('recorded');
    expect(await record({ twinsTold: 1 })).toBe('recorded');
    expect(await record({ twinsTold: 1 })).toBe('already-there');
    expect(paymentsThere()).toHaveLength(2);
  });

  it.each(['cut', 'silence', '500'] as const)(
    'is found by the next attempt when the answer is lost (%s)',
    async (kind) => {
      sandbox.wfirma.fault({ match: '^/payments/add$', kind, delayMs: 1 });
      await expect(record()).rejects.toMatchObject({ actor: 'retry' });
      expect(await record()).toBe(kind === '500' ? 'recorded' : 'already-there');
      expect(paymentsThere()).toHaveLength(1);
    },
  );

  it('waits when what is there cannot be told for certain', async () => {
    const other = sandbox.wfirma.documents(KEY)[0] as BookDocument;
    sandbox.wfirma.partPay(KEY, { id: other.id, amountMinor: 1 });
    for (const kind of ['ignore-filter', 'wrong-types', 'bad-row'] as const) {
      sandbox.wfirma.setPayments(KEY, {
        id: invoice.id,
        payments: [{ paidOn: '2026-03-09', amountMinor: 4_000 }],
      });
      sandbox.wfirma.fault({ match: '^/payments/find$', kind });
      await expect(record()).rejects.toMatchObject({ actor: 'retry' });
    }
    expect(paymentsThere()).toHaveLength(1);
  });

  it('is refused where the rules forbid it, with nothing written', async () => {
    await expect(record({ amountMinor: 10_001n })).rejects.toMatchObject({
      actor: 'reject',
      code: 'amount-exceeds-open',
    });
    await expect(record({ amountMinor: 0n })).rejects.toMatchObject({ code: 'payment-refused' });
    await expect(record({ currency: 'EUR' })).rejects.toMatchObject({ code: 'currency-differs' });
    sandbox.wfirma.cancel(KEY, { id: invoice.id });
    await expect(record()).rejects.toMatchObject({ code: 'document-cancelled' });
    sandbox.wfirma.remove(KEY, { id: invoice.id });
    await expect(record()).rejects.toMatchObject({ code: 'document-gone' });
    expect(sandbox.wfirma.requests().counts['POST /payments/add']).toBeUndefined();
  });

  it('is refused with the names of the fields wFirma does not like', async () => {
    const real = context();
    // paid by somebody else between reading and writing
    const late: ProviderContext = {
      ...real,
      request: (wanted) => {
        if (wanted.path === '/payments/add') sandbox.wfirma.pay(KEY, { id: invoice.id });
        return real.request(wanted);
      },
    };
    await expect(record({}, late)).rejects.toMatchObject({
      actor: 'reject',
      code: 'payment-refused',
      message: 'wFirma refuses the payment because of value.',
    });
  });
});
