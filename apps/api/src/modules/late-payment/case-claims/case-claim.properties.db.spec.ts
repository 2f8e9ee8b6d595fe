import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addDays, localDate } from '@invoicetracker/calendar';
import { parseAmount } from '@invoicetracker/money';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

type Amount = { amount: string; currency: string };
const minorOf = ({ amount, currency }: Amount): bigint => parseAmount(amount, currency).minor;

const DUE_ON = localDate('2024-01-10');
const TODAY = '2024-06-20';
const TOWARDS = ['invoice', 'interest', 'principal', 'compensation', undefined] as const;

/** What came in on an invoice of 1 000.00 EUR: parts that never are more than is open. */
const anyPayments = fc.array(
  fc.record({
    day: fc.integer({ min: -5, max: 120 }),
    minor: fc.integer({ min: 1, max: 30_000 }),
    designation: fc.constantFrom(...TOWARDS),
  }),
  { maxLength: 3 },
);
const RUNS = { numRuns: 15 };

// German law: its compensation needs no exchange rate, so that every claim has a total
describe('the claim of any case', () => {
  let product: Product;
  let work: WorkingFirm;
  let clientId: string;
  let invoices = 0;

  beforeAll(async () => {
    product = await Product.start();
    work = await WorkingFirm.on(product, TODAY, 'olga');
    clientId = await work.firm.client('Alfa');
    const { body, headers } = await work.send('GET', '/late-payment/settings');
    const { version: _version, lawOfAccount: _law, ...rest } = body;
    await work.send(
      'PUT',
      '/late-payment/settings',
      { ...rest, lawCountry: 'DE' },
      { 'if-match': String(headers['etag']) },
    );
  });
  afterAll(() => product.close());

  const dayOf = (day: number): string => addDays(DUE_ON, day);

  /** A case of 1 000.00 EUR with these payments, recorded over HTTP; its claim on a day. */
  const claimAfter = async (
    payments: readonly { day: number; minor: number; designation?: string | undefined }[],
    asOf: string,
  ) => {
    invoices += 1;
    const number = `RE/${invoices}/2024`;
    const id = await work.firm.invoice(clientId, {
      number,
      dueOn: DUE_ON,
      gross: 100_000,
      currency: 'EUR',
    });
    await work.firm.settle(TODAY, [id]);
    const path = `/cases/${await work.caseId(number)}`;
    for (const { day, minor, designation } of payments) {
      const { status } = await work.send('POST', `${path}/payments`, {
        amount: (minor / 100).toFixed(2),
        receivedOn: dayOf(day),
        ...(designation === undefined ? {} : { designation }),
      });
      expect(status).toBe(201);
    }
    return (await work.send('GET', `${path}/claim?asOf=${asOf}`)).body;
  };
  const anyAsOf = fc.integer({ min: -3, max: 150 }).map(dayOf);

  it('asks for each cent once: what is open and what the delay adds are the claim', async () => {
    await fc.assert(
      fc.asyncProperty(anyPayments, anyAsOf, async (payments, asOf) => {
        const { claim, invoiceOpen, lateCharges } = await claimAfter(payments, asOf);
        expect(minorOf(invoiceOpen) + minorOf(lateCharges)).toBe(minorOf(claim.total));
        expect(minorOf(claim.total) >= 0n).toBe(true);
        const paid = payments
          .filter(({ day }) => dayOf(day) <= asOf)
          .reduce((sum, { minor }) => sum + BigInt(minor), 0n);
        expect(minorOf(invoiceOpen)).toBe(100_000n - paid);
        const steps: { paid: Amount }[] = claim.allocation;
        expect(steps.reduce((sum, step) => sum + minorOf(step.paid), 0n)).toBe(paid);
      }),
      RUNS,
    );
  });

  it('is what plain input gives, payment for payment', async () => {
    const call = await product.signedIn('olga');
    await fc.assert(
      fc.asyncProperty(anyPayments, anyAsOf, async (payments, asOf) => {
        const { claim } = await claimAfter(payments, asOf);
        const plain = await call('POST', '/late-payment/claims', {
          country: 'DE',
          kind: 'commercial',
          principal: '1000.00',
          currency: 'EUR',
          dueOn: DUE_ON,
          asOf,
          crediting: 'principal-first',
          payments: payments.map(({ day, minor, designation }) => ({
            on: dayOf(day),
            amount: (minor / 100).toFixed(2),
            towards: designation ?? 'as-ordered',
          })),
        });
        expect(claim).toEqual(plain.body);
      }),
      RUNS,
    );
  });

  it('does not depend on the order in which payments of one day are entered', async () => {
    await fc.assert(
      fc.asyncProperty(anyPayments, async (given) => {
        const payments = given.map((each) => ({ ...each, day: 30 }));
        const { claim } = await claimAfter(payments, dayOf(60));
        expect((await claimAfter(payments.toReversed(), dayOf(60))).claim).toEqual(claim);
      }),
      RUNS,
    );
  });
});
