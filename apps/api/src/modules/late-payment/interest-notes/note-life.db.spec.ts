import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { NotingFirm } from '../../../../test/factories/noting-firm.js';
import { Product } from '../../../../test/support/product.js';

describe('interest notes, once they are issued,', () => {
  let product: Product;
  let noting: NotingFirm;
  let people = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    people += 1;
    noting = await NotingFirm.on(product, `ula${people}`);
  });

  it('void keep their number and give back what stood on them', async () => {
    const caseId = await noting.paidLate('FV/1');
    const { body } = await noting.issue([caseId]);
    const voided = await noting.work.send('POST', `/interest-notes/${body.id}/void`, {
      reason: 'pomyłka',
    });
    expect(voided).toMatchObject({
      status: 200,
      body: { state: 'void', open: { amount: '0.00' }, voided: { reason: 'pomyłka' } },
    });
    expect((await noting.claimOf(caseId)).lateCharges.amount).toBe('357.87');
    expect((await noting.issue([caseId])).body.number).toBe('NO/2/2024');
    expect(
      await noting.work.send('POST', `/interest-notes/${body.id}/void`, { reason: 'znowu' }),
    ).toMatchObject({ status: 409, body: { type: '/problems/note-void' } });
    expect(await noting.pay(body.id, '10.00')).toMatchObject({ status: 409 });
  });

  it('are paid in parts, and a wrong entry is reversed', async () => {
    const { body } = await noting.issue([await noting.paidLate('FV/1')]);
    expect((await noting.pay(body.id, '100.00', { remark: 'przelew' })).body).toMatchObject({
      state: 'open',
      paid: { amount: '100.00' },
      open: { amount: '257.87' },
      payments: [{ amount: { amount: '100.00' }, remark: 'przelew', isReversed: false }],
    });
    expect((await noting.pay(body.id, '257.87')).body).toMatchObject({ state: 'paid' });
    const [first] = (await noting.work.send('GET', `/interest-notes/${body.id}`)).body.payments;
    const reverse = () =>
      noting.work.send('POST', `/interest-notes/${body.id}/payments/${first.id}/reversal`, {
        reason: 'nie ten klient',
      });
    expect((await reverse()).body).toMatchObject({
      state: 'open',
      paid: { amount: '257.87' },
      payments: [{ isReversed: true }, {}, { amount: { amount: '-100.00' }, reverses: first.id }],
    });
    expect(await reverse()).toMatchObject({
      status: 409,
      body: { type: '/problems/payment-reversed' },
    });
  });

  it.each([
    ['357.88', {}, 'amount-exceeds-balance'],
    ['0.00', {}, 'amount-malformed'],
    ['-1.00', {}, 'amount-malformed'],
    ['1.005', {}, 'amount-malformed'],
    ['1.00', { amount: { amount: '1.00', currency: 'EUR' } }, 'other-currency'],
    ['1.00', { paidOn: '2024-02-21' }, 'day-out-of-range'],
  ])('refuse a payment of %s %j: %s', async (amount, more, code) => {
    const { body } = await noting.issue([await noting.paidLate('FV/1')]);
    expect(await noting.pay(body.id, amount, more)).toMatchObject({
      status: 422,
      body: { errors: [{ code }] },
    });
  });

  it('with money on them are not voided before it is reversed', async () => {
    const { body } = await noting.issue([await noting.paidLate('FV/1')]);
    await noting.pay(body.id, '1.00');
    expect(
      await noting.work.send('POST', `/interest-notes/${body.id}/void`, { reason: 'pomyłka' }),
    ).toMatchObject({ status: 409, body: { type: '/problems/note-has-payments' } });
  });

  it('stand in a list by state and client, a page at a time, and in a file', async () => {
    const other = await noting.work.firm.client('Beta');
    const first = (await noting.issue([await noting.paidLate('FV/1')])).body;
    const second = (await noting.issue([await noting.paidLate('FV/2')])).body;
    const third = (await noting.issue([await noting.paidLate('FV/3', other)])).body;
    await noting.pay(first.id, '357.87');
    await noting.work.send('POST', `/interest-notes/${second.id}/void`, { reason: 'pomyłka' });
    const numbers = async (query: string) =>
      (await noting.work.send('GET', `/interest-notes${query}`)).body.items.map(
        (one: { number: string }) => one.number,
      );
    expect(await numbers('?state=paid')).toEqual(['NO/1/2024']);
    expect(await numbers('?state=void')).toEqual(['NO/2/2024']);
    expect(await numbers(`?state=open&client=${other}`)).toEqual(['NO/3/2024']);
    const page = (await noting.work.send('GET', '/interest-notes?limit=2')).body;
    expect(page.items.map((one: { id: string }) => one.id)).toEqual([third.id, second.id]);
    expect(await numbers(`?limit=2&cursor=${page.nextCursor}`)).toEqual(['NO/1/2024']);
    const csv = (await noting.work.send('GET', '/interest-notes/export')).bytes!.toString();
    expect(csv.trim().split('\r\n')).toHaveLength(4);
    expect(csv).toContain('"NO/1/2024","Alfa","paid"');
  });

  it('move late charges from open to noted and to paid in their list', async () => {
    const caseId = await noting.paidLate('FV/1');
    const listed = async (state: string) =>
      (await noting.work.send('GET', `/late-charges?state=${state}`)).body.items;
    const { body } = await noting.issue([caseId]);
    expect(await listed('open')).toEqual([]);
    expect(await listed('noted')).toMatchObject([
      {
        number: 'FV/1',
        notes: [{ id: body.id, number: 'NO/1/2024', isPaid: false, amount: { amount: '357.87' } }],
      },
    ]);
    await noting.pay(body.id, '357.87');
    expect(await listed('noted')).toEqual([]);
    expect(await listed('paid')).toMatchObject([{ number: 'FV/1', notes: [{ isPaid: true }] }]);
  });
});
