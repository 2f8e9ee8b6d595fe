import { localDate } from '@invoicetracker/calendar';
import { instantTransport } from '@invoicetracker/provider-kit/conformance';
import { type Sandbox, startSandbox } from '@invoicetracker/sandbox';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { invoice, sample, type Wire } from '../test/samples.js';
import { scripted } from '../test/scripted.js';
import { fakturownia } from './capabilities.js';

const REF = { collection: 'invoices', externalId: '100200300' };
const PAYMENT = {
  amountMinor: 68_000n,
  currency: 'PLN',
  paidOn: localDate('2026-03-01'),
  reference: 'IT 0198c1 15/02/2026',
};
const partlyPaid = sample('invoice-with-payments.json') as Wire;

describe('a payment', () => {
  it('is added in decimals under our reference, for that document alone', async () => {
    const context = scripted({ body: partlyPaid }, { status: 201, body: { id: 9002 } });
    expect(await fakturownia.recordPayment(context, REF, PAYMENT)).toBe('recorded');
    expect(context.asked).toMatchObject([
      { method: 'GET', path: '/invoices/100200300.json' },
      {
        method: 'POST',
        path: '/banking/payments.json',
        body: {
          banking_payment: {
            name: 'IT 0198c1 15/02/2026',
            price: '680.00',
            currency: 'PLN',
            invoice_id: 100200300,
            paid: true,
            paid_date: '2026-03-01',
            kind: 'api',
          },
        },
      },
    ]);
    const known = (sample('payment-add.request.json') as { banking_payment: Wire }).banking_payment;
    const sent = (context.asked[1]?.body as { banking_payment: Wire }).banking_payment;
    expect(Object.keys(known).filter((name) => !(name in sent))).toEqual([]);
  });

  it.each([
    ['under our reference', { connected_payments: [{ name: ' IT 0198c1 15/02/2026', price: 1 }] }],
    ['because the document is settled', { status: 'paid', paid_date: '2026-02-28' }],
  ])('is there already %s, so nothing is added', async (_, change) => {
    const context = scripted({ body: invoice(change) });
    expect(await fakturownia.recordPayment(context, REF, PAYMENT)).toBe('already-there');
    expect(context.asked).toHaveLength(1);
  });

  it.each([
    ['more than what is open', { paid: '600.0', status: 'partial' }],
    ['in another currency', { currency: 'EUR' }],
    ['on a cancelled document', { kind: 'canceled' }],
  ])('is refused when it is %s', async (_, change) => {
    const context = scripted({ body: invoice(change) });
    await expect(fakturownia.recordPayment(context, REF, PAYMENT)).rejects.toMatchObject({
      actor: 'reject',
      code: 'payment-refused',
    });
    expect(context.asked).toHaveLength(1);
  });

  it.each([
    [422, 'reject', 'payment-refused'],
    [200, 'reject', 'payment-refused'],
    [404, 'reject', 'payment-refused'],
    [401, 'reconnect', 'key-refused'],
    [403, 'reconnect', 'scope-missing'],
  ])('that is answered with %i and an error means %s', async (status, actor, code) => {
    const context = scripted({ body: partlyPaid }, { status, body: sample('error-422.json') });
    await expect(fakturownia.recordPayment(context, REF, PAYMENT)).rejects.toMatchObject({
      actor,
      code,
    });
  });

  it('cannot be recorded on a document that is gone', async () => {
    const context = scripted({ status: 404, body: { code: 'error', message: 'Not found' } });
    await expect(fakturownia.recordPayment(context, REF, PAYMENT)).rejects.toMatchObject({
      actor: 'reject',
      code: 'document-gone',
    });
  });
});

describe('recording at the provider', () => {
  const KEY = 'sandbox-payments';
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ clock: () => new Date('2026-03-10T09:00:00Z'), limits: false });
  });
  afterAll(() => sandbox.close());

  it('records once, however often it is told, also when the answer was lost', async () => {
    const control = sandbox.fakturownia;
    const context = instantTransport(fakturownia, `${control.baseUrl}/{subdomain}`, {
      subdomain: 'firma',
      apiToken: KEY,
    });
    const { id } = control.issue(KEY, { grossMinor: 100_000 });
    const ref = { collection: 'invoices', externalId: String(id) };
    const payment = { ...PAYMENT, amountMinor: 40_001n };
    control.fault({ match: '/banking/', kind: 'cut' });
    await expect(fakturownia.recordPayment(context, ref, payment)).rejects.toMatchObject({
      actor: 'retry',
    });
    expect(await fakturownia.recordPayment(context, ref, payment)).toBe('already-there');
    expect(control.document(KEY, id).payments).toMatchObject([{ amountMinor: 40_001 }]);
    const rest = { ...payment, amountMinor: 59_999n, reference: 'IT 0198c2' };
    expect(await fakturownia.recordPayment(context, ref, rest)).toBe('recorded');
    expect(await fakturownia.getInvoice(context, ref)).toMatchObject({
      openMinor: 0n,
      paidOn: '2026-03-01',
    });
  });
});
