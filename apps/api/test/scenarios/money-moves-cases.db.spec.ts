import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Product } from '../support/product.js';
import { WorkingFirm } from '../factories/working-firm.js';

const MONEY = ['closed', 'reopened'];

describe('money moves a case', () => {
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
    work = await WorkingFirm.on(product, '2026-03-12', `jan${people}`);
    const clientId = await work.firm.client('Alfa');
    invoiceId = await work.firm.invoice(clientId, {
      number: 'FV/1',
      dueOn: '2026-03-10',
      gross: 10_000,
    });
    await work.firm.settle('2026-03-12');
    await work.liveThrough('2026-03-17', '2026-03-24');
  });

  const pay = async (amount: string) =>
    work.send('POST', `/cases/${await work.caseId('FV/1')}/payments`, {
      amount,
      receivedOn: (await work.send('GET', '/setup')).body.today,
    });
  /** What a sync or a bank statement brings: more than is open, money taken back. */
  const bring = async (amountMinor: number, day: string) => {
    await work.moveTo(day);
    await work.firm.pay(invoiceId, amountMinor, day);
    await work.firm.settle(day, [invoiceId]);
  };
  const credit = async (amountMinor: number, day: string) => {
    await work.moveTo(day);
    await work.firm.credit(invoiceId, amountMinor, day);
    await work.firm.settle(day, [invoiceId]);
  };

  it('below what is open: the next letter names what is left, at the stage that was next', async () => {
    await work.moveTo('2026-03-26');
    expect((await pay('40.00')).status).toBe(201);
    await work.liveThrough('2026-03-27', '2026-03-31');
    expect((await work.notices()).at(-1)).toBe('2026-03-31 hand-over-notice');
    expect(
      await work.firm.rows(
        "select amount_minor from notice_cases where account_id = $1 and stage_key = 'hand-over-notice'",
      ),
    ).toEqual([{ amount_minor: '6000' }]);
  });

  it('equal to what is open: the case closes as paid, and nothing more is sent', async () => {
    await work.moveTo('2026-03-26');
    await pay('40.00');
    await pay('60.00');
    await work.liveThrough('2026-03-27', '2026-04-30');
    expect(await work.show('FV/1')).toMatchObject({ state: 'closed', closedReason: 'paid' });
    expect(await work.notices()).toHaveLength(2);
  });

  it('above what is open: by hand it is refused, from outside it closes the case', async () => {
    await work.moveTo('2026-03-26');
    expect(await pay('100.01')).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'amount-exceeds-balance' }] },
    });
    await bring(10_500, '2026-03-27');
    expect(await work.show('FV/1')).toMatchObject({
      state: 'closed',
      closedReason: 'paid',
      balance: { amount: '-5.00' },
    });
  });

  it('taken back in part: the case opens again for what is owed, and is told about anew', async () => {
    await bring(10_000, '2026-03-26');
    expect(await work.show('FV/1')).toMatchObject({ state: 'closed' });
    await bring(-3000, '2026-04-02');
    expect(await work.show('FV/1')).toMatchObject({
      state: 'active',
      cycle: 2,
      balance: { amount: '30.00' },
    });
    await work.live('2026-04-03');
    expect((await work.notices()).at(-1)).toBe('2026-04-03 overdue-notice');
    await bring(3000, '2026-04-08');
    expect(await work.history('FV/1', ...MONEY)).toEqual([
      '2026-03-26 closed',
      '2026-04-02 reopened',
      '2026-04-08 closed',
    ]);
  });

  it('taken back below an overpayment: the case stays closed as long as nothing is owed', async () => {
    await bring(12_000, '2026-03-26');
    await bring(-2000, '2026-03-27');
    expect(await work.show('FV/1')).toMatchObject({ state: 'closed', balance: { amount: '0.00' } });
    await bring(-1, '2026-03-28');
    expect(await work.show('FV/1')).toMatchObject({ state: 'active', balance: { amount: '0.01' } });
  });

  it('of a credit note below, equal to and above what is open', async () => {
    await credit(4000, '2026-03-26');
    expect(await work.show('FV/1')).toMatchObject({
      state: 'active',
      balance: { amount: '60.00' },
    });
    await credit(6000, '2026-03-27');
    expect(await work.show('FV/1')).toMatchObject({ state: 'closed', closedReason: 'credited' });
    await credit(1000, '2026-03-28');
    expect(await work.show('FV/1')).toMatchObject({
      state: 'closed',
      balance: { amount: '-10.00' },
    });
    await work.liveThrough('2026-03-29', '2026-04-20');
    expect(await work.notices()).toHaveLength(2);
  });

  it('of payment and credit note together: what was paid after a credit closes it as paid', async () => {
    await credit(4000, '2026-03-26');
    await bring(6000, '2026-03-27');
    expect(await work.show('FV/1')).toMatchObject({ state: 'closed', closedReason: 'paid' });
  });

  it('does not lift a stop of the client when the case opens again', async () => {
    await work.moveTo('2026-03-26');
    const { client } = await work.show('FV/1');
    await work.send('POST', `/clients/${client.id}/hold`, { reason: 'rozmowa' });
    await bring(10_000, '2026-03-27');
    await bring(-10_000, '2026-04-02');
    await work.liveThrough('2026-04-03', '2026-04-10');
    expect(await work.notices()).toHaveLength(2);
    expect(await work.show('FV/1')).toMatchObject({
      hold: { subject: 'client' },
      nextReason: 'held',
    });
  });
});
