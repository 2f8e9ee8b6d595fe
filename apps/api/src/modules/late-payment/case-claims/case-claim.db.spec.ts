import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

describe('the claim of a case', () => {
  let product: Product;
  let work: WorkingFirm;
  let clientId: string;
  let people = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    people += 1;
    work = await WorkingFirm.on(product, '2024-02-20', `ewa${people}`);
    clientId = await work.firm.client('Alfa');
  });

  const owes = async (more: { dueOn?: string; gross?: number; currency?: string } = {}) => {
    const { dueOn = '2024-01-10', gross = 1_240_000, currency = 'PLN' } = more;
    const id = await work.firm.invoice(clientId, { number: 'FV/1', dueOn, gross, currency });
    await work.firm.settle('2024-02-20', [id]);
    return id;
  };
  const claim = async (asOf?: string) =>
    work.send(
      'GET',
      `/cases/${await work.caseId('FV/1')}/claim${asOf === undefined ? '' : `?asOf=${asOf}`}`,
    );
  const say = async (claimKind: string | null, version = 1) =>
    work.send('PATCH', `/clients/${clientId}`, { claimKind }, { 'if-match': `W/"${version}"` });
  const settings = async (change: object) => {
    const { body, headers } = await work.send('GET', '/late-payment/settings');
    const { version: _version, lawOfAccount: _law, ...rest } = body;
    return work.send(
      'PUT',
      '/late-payment/settings',
      { ...rest, ...change },
      { 'if-match': String(headers['etag']) },
    );
  };

  it('has interest with its period and rate, compensation with its exchange rate, and what a day adds', async () => {
    await owes();
    expect(await claim('2024-01-20')).toMatchObject({
      status: 200,
      body: {
        asOf: '2024-01-20',
        today: '2024-02-20',
        law: 'PL',
        debtor: { kind: 'commercial', isStated: false, version: 1 },
        blocked: null,
        invoiceOpen: { amount: '12400.00' },
        claim: {
          firstInterestOn: '2024-01-11',
          daysLate: 10,
          interest: { amount: '53.51', currency: 'PLN' },
          dailyInterest: { amount: '5.35' },
          periods: [
            {
              annualPercent: '15.75',
              sources: [{ annualPercent: '5.75', referenceOn: '2024-01-01' }],
            },
          ],
          compensation: {
            euro: { amount: '70.00' },
            exchangeRate: '4.3480',
            exchangeRateOn: '2023-12-29',
            amount: { amount: '304.36' },
          },
          total: { amount: '12757.87' },
        },
        lateCharges: { amount: '357.87' },
      },
    });
  });

  it('is as of today unless a day is asked for', async () => {
    await owes();
    expect((await claim()).body).toMatchObject({ asOf: '2024-02-20', claim: { daysLate: 41 } });
  });

  it('names the figure that is missing, and has no total while the exchange rate is', async () => {
    await owes({ dueOn: '2024-02-10' });
    expect((await claim()).body).toMatchObject({
      lateCharges: null,
      claim: { total: null, missing: [{ what: 'exchange-rate', on: '2024-01-31' }] },
    });
    expect((await claim('2031-01-01')).body).toMatchObject({
      claim: null,
      blocked: { code: 'rate-missing', table: 'nbp-reference', on: '2027-01-01' },
    });
  });

  it('is the same as what anybody gets from plain input', async () => {
    await owes();
    const { body } = await claim('2024-02-15');
    const plain = await (
      await product.signedIn(`ewa${people}`)
    )('POST', '/late-payment/claims', {
      country: 'PL',
      kind: 'commercial',
      principal: '12400.00',
      currency: 'PLN',
      dueOn: '2024-01-10',
      asOf: '2024-02-15',
    });
    expect(body.claim).toEqual(plain.body);
  });

  it('goes by what somebody says the client is, and asks where nobody knows', async () => {
    await product.owner.query('update clients set tax_number = null where id = $1', [clientId]);
    await owes();
    expect((await claim('2024-01-20')).body).toMatchObject({
      claim: null,
      debtor: { kind: null },
      blocked: { code: 'kind-unknown' },
    });
    expect(await say('consumer')).toMatchObject({ status: 200, headers: { etag: 'W/"2"' } });
    expect((await claim('2024-01-20')).body).toMatchObject({
      debtor: { kind: 'consumer', isStated: true, version: 2 },
      claim: { periods: [{ annualPercent: '11.25' }], compensation: null },
    });
    expect((await say('public-health')).status).toBe(412);
    await say('public-health', 2);
    expect((await claim('2024-01-20')).body.claim.periods[0].annualPercent).toBe('13.75');
    await say(null, 3);
    expect((await claim()).body.blocked.code).toBe('kind-unknown');
  });

  it('counts a payment from the day it came in, a credit note from the start, and not what went back', async () => {
    const id = await owes({ gross: 1_250_000 });
    await work.firm.credit(id, 10_000, '2024-02-01');
    await work.firm.pay(id, 240_000, '2024-01-20');
    await work.firm.pay(id, 50_000, '2024-01-25');
    await work.firm.pay(id, -50_000, '2024-02-05');
    expect((await claim('2024-01-30')).body).toMatchObject({
      crediting: 'principal-first',
      lawCrediting: 'interest-first',
      invoiceOpen: { amount: '10000.00' },
      claim: {
        principal: { amount: '12400.00' },
        principalOpen: { amount: '10000.00' },
        allocation: [
          { on: '2024-01-20', toPrincipal: { amount: '2400.00' }, toInterest: { amount: '0.00' } },
        ],
      },
      byLaw: {
        allocation: [{ toInterest: { amount: '53.51' }, toPrincipal: { amount: '2346.49' } }],
        principalOpen: { amount: '10053.51' },
      },
    });
  });

  it('credits payments as the account has chosen', async () => {
    const id = await owes();
    await work.firm.pay(id, 240_000, '2024-01-20');
    expect(await settings({ crediting: 'law' })).toMatchObject({
      status: 200,
      headers: { etag: 'W/"2"' },
    });
    const { body } = await claim('2024-01-20');
    expect(body).toMatchObject({
      crediting: 'interest-first',
      byLaw: null,
      invoiceOpen: { amount: '10000.00' },
      claim: { principalOpen: { amount: '10053.51' }, total: { amount: '10357.87' } },
      lateCharges: { amount: '357.87' },
    });
  });

  it('goes by the law of the account or by the one it has chosen', async () => {
    await owes({ gross: 1_000_000, currency: 'EUR' });
    await settings({ lawCountry: 'DE' });
    expect((await claim('2024-02-09')).body).toMatchObject({
      law: 'DE',
      claim: {
        periods: [{ annualPercent: '12.62' }],
        compensation: { amount: { amount: '40.00', currency: 'EUR' } },
      },
    });
    await product.owner.query("update accounts set country = 'US' where id = $1", [
      work.firm.accountId,
    ]);
    expect((await settings({ lawCountry: null })).body).toMatchObject({ lawOfAccount: null });
    expect((await claim()).body.blocked.code).toBe('no-law');
  });

  it('says what the client has in hand, which lessens no interest until it is set off', async () => {
    await owes();
    const before = (await claim('2024-01-20')).body;
    expect(before).toMatchObject({ inHand: null, inHandFrom: [] });
    await work.firm.moneyInHand(clientId, 300_000, '2024-01-12');
    await work.firm.moneyInHand(clientId, -50_000, '2024-01-15');
    await work.firm.moneyInHand(clientId, 70_000, '2024-01-15', 'EUR');
    const { body } = await claim('2024-01-20');
    const pln = (amount: string) => ({ amount, currency: 'PLN' });
    const money = { kind: 'payment', id: expect.any(String), number: null };
    expect(body).toEqual({
      ...before,
      inHand: pln('2500.00'),
      inHandFrom: [
        { ...money, on: '2024-01-12', left: pln('3000.00'), whole: pln('3000.00') },
        { ...money, on: '2024-01-15', left: pln('-500.00'), whole: pln('-500.00') },
      ],
    });
  });

  it('leads from what is in hand to the credit note, and to what is left of the money', async () => {
    const id = await owes();
    await work.firm.moneyInHand(clientId, 300_000, '2024-01-12');
    await work.firm.rows(
      `insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at)
       select $1, $2, id, 100000, 'manual', '2024-01-14', now() from payments where account_id = $1 and unallocated_minor > 0`,
      id,
    );
    const note = await work.firm.invoice(clientId, {
      number: 'KOR/1',
      dueOn: '2024-01-25',
      kind: 'credit_note',
      gross: -40_000,
    });
    const { body } = await claim('2024-01-20');
    expect(body).toMatchObject({
      inHand: { amount: '2400.00' },
      inHandFrom: [
        {
          kind: 'payment',
          on: '2024-01-12',
          left: { amount: '2000.00' },
          whole: { amount: '3000.00' },
        },
        {
          kind: 'credit-note',
          id: note,
          number: 'KOR/1',
          on: '2024-01-11',
          left: { amount: '400.00' },
          whole: { amount: '400.00' },
        },
      ],
    });
  });

  it('counts money in hand from the day it came in, once somebody allocates it', async () => {
    const id = await owes();
    await work.firm.moneyInHand(clientId, 240_000, '2024-01-12');
    await work.firm.rows(
      `insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at)
       select $1, $2, id, amount_minor, 'manual', '2024-02-20', now() from payments where account_id = $1 and unallocated_minor > 0`,
      id,
    );
    expect((await claim('2024-01-20')).body).toMatchObject({
      inHand: null,
      claim: { allocation: [{ on: '2024-01-12', paid: { amount: '2400.00' } }] },
    });
  });

  it('is nothing for an invoice that is cancelled', async () => {
    const id = await owes();
    await product.owner.query("update invoices set cancelled_on = '2024-02-01' where id = $1", [
      id,
    ]);
    expect((await claim()).body.blocked.code).toBe('cancelled');
  });

  it.each(['2024-02-30', 'tomorrow', '20240220'])('is not worked out for %s', async (day) => {
    await owes();
    expect((await claim(day)).status).toBe(400);
  });

  it('leaves the change of settings to the audit, and to who has seen them', async () => {
    await settings({ dayCount: 'actual/actual' });
    const { body } = await work.send('GET', '/audit');
    expect(body.items[0]).toMatchObject({ action: 'late-payment-settings.changed' });
    const stale = await work.send(
      'PUT',
      '/late-payment/settings',
      {
        ...(await work.send('GET', '/late-payment/settings')).body,
        version: undefined,
        lawOfAccount: undefined,
      },
      { 'if-match': 'W/"1"' },
    );
    expect(stale.status).toBe(412);
  });
});
