import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

// 12 400.00 zł due on 10 January 2024: 53.51 zł of interest by the 20th, 304.36 zł of compensation
describe('what a payer says that a payment is for', () => {
  let product: Product;
  let work: WorkingFirm;
  let invoiceId: string;
  let people = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    people += 1;
    work = await WorkingFirm.on(product, '2024-02-20', `iga${people}`);
    const clientId = await work.firm.client('Alfa');
    invoiceId = await work.firm.invoice(clientId, {
      number: 'FV/1/2024',
      dueOn: '2024-01-10',
      gross: 1_240_000,
    });
    await work.firm.settle('2024-02-20', [invoiceId]);
  });

  const of = async (path: string) => `/cases/${await work.caseId('FV/1/2024')}${path}`;
  const pay = async (body: object) =>
    work.send('POST', await of('/payments'), {
      amount: '100.00',
      receivedOn: '2024-01-20',
      ...body,
    });
  const say = async (paymentId: string, body: object) =>
    work.send('POST', await of(`/payments/${paymentId}/designation`), {
      isFollowed: true,
      ...body,
    });
  const claim = async (asOf = '2024-01-20') =>
    (await work.send('GET', await of(`/claim?asOf=${asOf}`))).body;
  const law = async (change: object) => {
    const { body, headers } = await work.send('GET', '/late-payment/settings');
    const { version: _version, lawOfAccount: _law, ...rest } = body;
    const ifMatch = { 'if-match': String(headers['etag']) };
    await work.send('PUT', '/late-payment/settings', { ...rest, ...change }, ifMatch);
  };

  it('PL-28 is credited so in the claim, while the balance goes by the ledger', async () => {
    const { status, body } = await pay({ designation: 'interest' });
    expect(status).toBe(201);
    expect(body.items[0].designation).toMatchObject({
      towards: 'interest',
      isFollowed: true,
      origin: 'person',
      by: `iga${people}`,
    });
    expect(await claim()).toMatchObject({
      crediting: 'principal-first',
      invoiceOpen: { amount: '12300.00' },
      claim: {
        principalOpen: { amount: '12353.51' },
        interestOpen: { amount: '0.00' },
        allocation: [
          {
            towards: 'interest',
            toInterest: { amount: '53.51' },
            toPrincipal: { amount: '46.49' },
            rules: ['PL-28', 'PL-30'],
          },
        ],
        total: { amount: '12657.87' },
      },
      lateCharges: { amount: '357.87' },
    });
  });

  it('may be the compensation: no grosz is asked for twice, and none is lost', async () => {
    await pay({ amount: '304.36', designation: 'compensation' });
    expect(await claim()).toMatchObject({
      invoiceOpen: { amount: '12095.64' },
      claim: {
        allocation: [{ toCompensation: { amount: '304.36' }, toPrincipal: { amount: '0.00' } }],
        compensation: { paid: { amount: '304.36' }, open: { amount: '0.00' } },
        total: { amount: '12453.51' },
      },
      lateCharges: { amount: '357.87' },
    });
  });

  it('PL-30 stands in a title that names the invoice, until a person says otherwise', async () => {
    const { body } = await pay({ note: 'zapłata za FV 1/2024' });
    const [payment] = body.items;
    expect(payment.designation).toMatchObject({ towards: 'invoice', origin: 'title', by: null });
    expect((await claim()).claim.allocation[0]).toMatchObject({
      towards: 'invoice',
      rules: ['PL-28', 'PL-30'],
    });
    const said = await say(payment.id, { towards: null });
    expect(said.body.items[0].designation).toBeNull();
    expect((await claim()).claim.allocation[0]).toMatchObject({ towards: 'as-ordered', rules: [] });
  });

  it("PL-30 is nobody's guess where the title speaks of interest", async () => {
    const { body } = await pay({ note: 'odsetki od FV/1/2024' });
    expect(body.items[0]).toMatchObject({ designation: null, canBeDesignated: true });
  });

  it('is changed by a person, the newest word counts, and each is in the audit', async () => {
    const { body } = await pay({ designation: 'principal' });
    const [{ id }] = body.items;
    await law({ crediting: 'interest-first' });
    expect((await claim()).claim.interestOpen.amount).toBe('53.51');
    const said = await say(id, { towards: 'interest', reason: 'Bank title read again' });
    expect(said.status).toBe(200);
    expect(said.body.items[0].designation).toMatchObject({
      towards: 'interest',
      reason: 'Bank title read again',
    });
    expect((await claim()).claim.interestOpen.amount).toBe('0.00');
    const { items } = (await work.send('GET', '/audit')).body;
    expect(items[0]).toMatchObject({ action: 'payment.designated' });
  });

  it('PL-28 lets the account take interest first although the payer named the principal, with a reason', async () => {
    const { body } = await pay({ designation: 'principal' });
    expect(body.canTakeSideClaimsFirst).toBe(true);
    const [{ id }] = body.items;
    await law({ crediting: 'law' });
    const overruled = { towards: 'principal', isFollowed: false };
    expect(await say(id, overruled)).toMatchObject({
      status: 422,
      body: { code: 'reason-missing', errors: [{ field: 'reason' }] },
    });
    const { status } = await say(id, { ...overruled, reason: 'KC art. 451' });
    expect(status).toBe(200);
    expect((await claim()).claim.allocation[0]).toMatchObject({
      towards: 'as-ordered',
      toInterest: { amount: '53.51' },
    });
  });

  it.each([
    ['PL', 'interest'],
    ['PL', 'compensation'],
    ['DE', 'principal'],
    ['HU', 'principal'],
    ['EU', 'principal'],
  ])(
    'PL-28 HU-9 DE-5 binds the account where the law is %s and the word is %s',
    async (lawCountry, towards) => {
      const { body } = await pay({});
      await law({ lawCountry });
      expect(
        await say(body.items[0].id, { towards, isFollowed: false, reason: 'no' }),
      ).toMatchObject({ status: 422, body: { code: 'designation-binding' } });
    },
  );

  it("is not said of money that went back, of a credit note, or of another case's payment", async () => {
    await work.firm.pay(invoiceId, 5_000, '2024-01-15');
    await work.firm.pay(invoiceId, -5_000, '2024-01-16');
    await work.firm.credit(invoiceId, 1_000, '2024-02-01');
    const { items } = (await work.send('GET', await of('/payments'))).body;
    expect(items.map((one: { canBeDesignated: boolean }) => one.canBeDesignated)).toEqual([
      true,
      false,
      false,
    ]);
    const [, back, creditNote] = items;
    expect((await say(back.id, { towards: 'interest' })).body.code).toBe('money-went-back');
    expect((await say(creditNote.id, { towards: 'interest' })).status).toBe(404);
    const clientId = await work.firm.client('Beta');
    const other = await work.firm.invoice(clientId, { number: 'FV/2/2024', dueOn: '2024-01-10' });
    await work.firm.settle('2024-02-20', [other]);
    await work.firm.pay(other, 100, '2024-01-20');
    const [row] = await work.firm.rows<{ id: string }>(
      'select payment_id as id from allocations where account_id = $1 and invoice_id = $2',
      other,
    );
    expect((await say(row!.id, { towards: 'interest' })).status).toBe(404);
  });

  it.each([
    { towards: 'fees' },
    { towards: undefined },
    { towards: 'interest', isFollowed: 'yes' },
  ])('is refused as %j', async (body) => {
    const { body: list } = await pay({});
    expect((await say(list.items[0].id, body)).status).toBe(400);
  });
});
