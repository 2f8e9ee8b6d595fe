import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

describe('a dispute', () => {
  let product: Product;
  let work: WorkingFirm;
  let invoiceId: string;
  let clientId: string;
  let people = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    people += 1;
    work = await WorkingFirm.on(product, '2026-03-12', `ola${people}`);
    clientId = await work.firm.client('Alfa');
    invoiceId = await work.firm.invoice(clientId, {
      number: 'FV/1',
      dueOn: '2026-03-10',
      gross: 12_300,
    });
    await work.firm.settle('2026-03-12');
    await work.liveThrough('2026-03-17', '2026-03-24');
  });

  const raise = async (amount: string | null = null, number = 'FV/1') =>
    work.send('POST', `/cases/${await work.caseId(number)}/disputes`, {
      reason: 'defective',
      text: 'szafa bez drzwi',
      amount,
    });
  const decide = async (decision: string, note = '') => {
    const { id } = (await work.show('FV/1')).disputes[0];
    return work.send('POST', '/disputes/decide', { disputeIds: [id], decision, note });
  };
  const pay = async (amount: string, on: string) =>
    work.send('POST', `/cases/${await work.caseId('FV/1')}/payments`, {
      amount,
      receivedOn: on,
    });
  const told = () =>
    work.history(
      'FV/1',
      ...['raised', 'accepted', 'rejected', 'withdrawn', 'settled', 'reopened'].map(
        (what) => `dispute_${what}`,
      ),
    );

  it('takes the invoice out of the reminders and leaves it in the figures', async () => {
    await work.moveTo('2026-03-26');
    const before = (await work.send('GET', '/overview')).body;
    expect(await raise()).toMatchObject({
      status: 200,
      body: {
        nextReason: 'disputed',
        hold: { code: 'dispute', until: null, reason: 'szafa bez drzwi' },
        disputes: [
          { state: 'open', isAll: true, amount: { amount: '123.00' }, reason: 'defective' },
        ],
      },
    });
    expect(before.byCurrency).toMatchObject([{ overdue: { amount: '123.00' }, overdueCases: 1 }]);
    expect((await work.send('GET', '/overview')).body.byCurrency).toEqual(before.byCurrency);
    await work.liveThrough('2026-03-27', '2026-04-10');
    expect(await work.notices()).toEqual(['2026-03-17 overdue-notice', '2026-03-24 demand']);
  });

  it('rejected lets the case go on at the old stage', async () => {
    await work.moveTo('2026-03-26');
    await raise();
    await work.moveTo('2026-04-15');
    expect(await decide('rejected', 'odbiór podpisany')).toMatchObject({ body: { changed: 1 } });
    await work.live('2026-04-16');
    expect((await work.notices()).at(-1)).toBe('2026-04-16 hand-over-notice');
    expect((await work.show('FV/1')).disputes[0]).toMatchObject({
      state: 'rejected',
      decisionNote: 'odbiór podpisany',
      decidedOn: '2026-04-15',
    });
    expect(await told()).toEqual(['2026-03-26 dispute_raised', '2026-04-15 dispute_rejected']);
  });

  it('of a part leaves the rest in the reminders, and its letter asks for no more than that', async () => {
    await work.moveTo('2026-03-26');
    expect(await raise('50.00')).toMatchObject({
      status: 200,
      body: { hold: null, balance: { amount: '123.00' }, disputes: [{ isAll: false }] },
    });
    const before = (await work.send('GET', '/overview')).body;
    expect(before.byCurrency).toMatchObject([{ overdue: { amount: '123.00' } }]);
    await work.liveThrough('2026-03-27', '2026-03-31');
    expect((await work.notices()).at(-1)).toBe('2026-03-31 hand-over-notice');
    expect(
      await work.firm.rows(
        `select k.amount_minor::int as asked from notice_cases k join notices n on n.account_id = k.account_id and n.id = k.notice_id
          where k.account_id = $1 order by n.id`,
      ),
    ).toEqual([{ asked: 12_300 }, { asked: 12_300 }, { asked: 7_300 }]);
  });

  it('of a part stops the case while nothing is left beside it', async () => {
    await work.moveTo('2026-03-26');
    await raise('50.00');
    await pay('73.00', '2026-03-26');
    expect(await work.show('FV/1')).toMatchObject({
      state: 'active',
      hold: { code: 'dispute', reason: 'szafa bez drzwi' },
      nextReason: 'disputed',
    });
    await decide('accepted');
    expect(await work.show('FV/1')).toMatchObject({ hold: { code: 'credit-expected' } });
    await work.live('2026-04-10');
    expect((await work.notices()).length).toBe(2);
    await work.moveTo('2026-04-11');
    await work.firm.pay(invoiceId, -7300, '2026-04-11');
    await work.firm.settle('2026-04-11', [invoiceId]);
    expect(await work.show('FV/1')).toMatchObject({ hold: null });
    await work.live('2026-04-12');
    expect((await work.notices()).at(-1)).toBe('2026-04-12 hand-over-notice');
  });

  it('of a part that was accepted waits for the credit note, and only what comes short is left out', async () => {
    await work.moveTo('2026-03-26');
    await raise('50.00');
    await decide('accepted');
    await work.firm.credit(invoiceId, 3000, '2026-03-28');
    await work.firm.settle('2026-03-28', [invoiceId]);
    expect(await work.show('FV/1')).toMatchObject({
      hold: null,
      balance: { amount: '93.00' },
      disputes: [{ state: 'accepted' }],
    });
    await work.liveThrough('2026-03-29', '2026-03-31');
    expect(
      await work.firm.rows(
        `select k.amount_minor::int as asked from notice_cases k where k.account_id = $1 and k.stage_key = 'hand-over-notice'`,
      ),
    ).toEqual([{ asked: 7_300 }]);
    await work.moveTo('2026-04-13');
    await work.firm.credit(invoiceId, 2000, '2026-04-13');
    await work.firm.settle('2026-04-13', [invoiceId]);
    expect(await work.show('FV/1')).toMatchObject({
      balance: { amount: '73.00' },
      disputes: [{ state: 'settled' }],
    });
  });

  it('accepted for all closes the case once the credit note is here', async () => {
    await work.moveTo('2026-03-26');
    await raise();
    await decide('accepted');
    await work.firm.credit(invoiceId, 12_300, '2026-03-28');
    await work.firm.settle('2026-03-28', [invoiceId]);
    expect(await work.show('FV/1')).toMatchObject({
      state: 'closed',
      closedReason: 'credited',
      disputes: [{ state: 'settled' }],
    });
  });

  it('accepted after the credit note has come is settled at once', async () => {
    await work.moveTo('2026-03-26');
    await raise('50.00');
    await work.firm.credit(invoiceId, 5000, '2026-03-27');
    await work.firm.settle('2026-03-27', [invoiceId]);
    expect((await work.show('FV/1')).disputes[0].state).toBe('open');
    await decide('accepted');
    expect(await work.show('FV/1')).toMatchObject({ hold: null, disputes: [{ state: 'settled' }] });
  });

  it('accepted may still be rejected, because the credit note never came', async () => {
    await work.moveTo('2026-03-30');
    await raise();
    await decide('accepted');
    expect(await decide('accepted')).toMatchObject({ body: { changed: 0 } });
    expect(await decide('rejected')).toMatchObject({ body: { changed: 1 } });
    await work.live('2026-03-31');
    expect((await work.notices()).at(-1)).toBe('2026-03-31 hand-over-notice');
  });

  it('is settled when the client pays, and open again when the money goes back', async () => {
    await work.moveTo('2026-03-26');
    await raise();
    await pay('123.00', '2026-03-26');
    expect(await work.show('FV/1')).toMatchObject({
      state: 'closed',
      disputes: [{ state: 'settled' }],
    });
    await work.moveTo('2026-04-02');
    await work.firm.pay(invoiceId, -12_300, '2026-04-02');
    await work.firm.settle('2026-04-02', [invoiceId]);
    expect(await work.show('FV/1')).toMatchObject({
      state: 'active',
      hold: { code: 'dispute' },
      disputes: [{ state: 'open', endedOn: null }],
    });
    await work.live('2026-04-20');
    expect((await work.notices()).length).toBe(2);
  });

  it('lasts beside a promise, and the case waits for whichever is longer', async () => {
    await work.moveTo('2026-03-26');
    await work.send('POST', `/cases/${await work.caseId('FV/1')}/promises`, {
      instalments: [{ on: '2026-04-02', amount: '73.00' }],
    });
    await raise();
    expect(await work.show('FV/1')).toMatchObject({ hold: { code: 'dispute' } });
    await work.live('2026-04-04');
    expect(await work.show('FV/1')).toMatchObject({
      promises: [{ state: 'broken' }],
      hold: { code: 'dispute' },
      nextReason: 'disputed',
    });
    expect((await work.notices()).length).toBe(2);
  });

  it('is raised once, for no more than is open, and not on a closed case', async () => {
    await work.moveTo('2026-03-26');
    expect(await raise('123.01')).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'amount', code: 'amount-exceeds-balance' }] },
    });
    expect(await raise('0')).toMatchObject({ status: 422 });
    await raise('123.00');
    expect((await work.show('FV/1')).disputes[0].isAll).toBe(true);
    expect(await raise()).toMatchObject({ status: 409, body: { code: 'dispute-open' } });
    await pay('123.00', '2026-03-26');
    expect(await raise()).toMatchObject({ status: 409, body: { code: 'case-closed' } });
  });

  it('stands in the list by age, page by page, until it has ended', async () => {
    for (const [index, day] of ['2026-04-03', '2026-04-01', '2026-04-02'].sort().entries()) {
      await work.moveTo(day);
      await work.firm.invoice(clientId, { number: `L/${index}`, dueOn: '2026-03-20' });
      await work.firm.settle(day);
      await raise(null, `L/${index}`);
    }
    const numbers = (body: { items: { case: { number: string } }[] }) =>
      body.items.map((row) => row.case.number);
    const first = (await work.send('GET', '/disputes?limit=2')).body;
    expect(first.items).toMatchObject([
      { case: { number: 'L/0' }, ageDays: 2 },
      { case: { number: 'L/1' }, ageDays: 1 },
    ]);
    const second = (await work.send('GET', `/disputes?limit=2&cursor=${first.nextCursor}`)).body;
    expect(numbers(second)).toEqual(['L/2']);
    const ids = [...first.items, ...second.items].map((row: { id: string }) => row.id);
    expect(
      await work.send('POST', '/disputes/decide', {
        disputeIds: ids.slice(0, 2),
        decision: 'withdrawn',
      }),
    ).toMatchObject({ body: { changed: 2 } });
    expect(numbers((await work.send('GET', '/disputes')).body)).toEqual(['L/2']);
    expect(numbers((await work.send('GET', '/disputes?state=ended')).body)).toEqual(['L/1', 'L/0']);
    expect(
      (await work.send('GET', `/disputes?state=ended&cursor=${first.nextCursor}`)).status,
    ).toBe(400);
  });
});
