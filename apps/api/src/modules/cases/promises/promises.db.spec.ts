import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

const PROMISE_KINDS = [
  'promise_recorded',
  'promise_kept',
  'promise_part_kept',
  'promise_broken',
  'promise_paid_in_part',
  'promise_reopened',
  'promise_withdrawn',
];

describe('a promise to pay', () => {
  let product: Product;
  let work: WorkingFirm;
  let clientId: string;
  let invoiceId: string;
  let people = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    people += 1;
    work = await WorkingFirm.on(product, '2026-03-12', `anna${people}`);
    clientId = await work.firm.client('Alfa');
    invoiceId = await work.firm.invoice(clientId, {
      number: 'FV/1',
      dueOn: '2026-03-10',
      gross: 12_300,
    });
    await work.firm.settle('2026-03-12');
    // notice of overdue payment on the 17th, demand on the 24th
    await work.liveThrough('2026-03-17', '2026-03-24');
  });

  const promise = async (instalments: { on: string; amount: string }[], note = '') =>
    work.send('POST', `/cases/${await work.caseId('FV/1')}/promises`, { instalments, note });
  const pay = async (amount: string) =>
    work.send('POST', `/cases/${await work.caseId('FV/1')}/payments`, {
      amount,
      receivedOn: (await work.send('GET', '/setup')).body.today,
    });
  const told = () => work.history('FV/1', ...PROMISE_KINDS);

  it('pauses the stages, breaks the day after the tolerance and revives the old stage', async () => {
    await work.moveTo('2026-03-26');
    const answer = await promise([{ on: '2026-04-02', amount: '123.00' }], 'telefon');
    expect(answer).toMatchObject({
      status: 200,
      body: {
        nextReason: 'promised',
        nextOn: '2026-04-04',
        hold: { code: 'promise', until: '2026-04-04', reason: 'telefon' },
        promises: [{ state: 'open', breaksOn: '2026-04-04', madeBy: expect.any(String) }],
      },
    });
    await work.liveThrough('2026-03-27', '2026-04-03');
    expect(await work.notices()).toEqual(['2026-03-17 overdue-notice', '2026-03-24 demand']);
    expect((await work.show('FV/1')).promises[0].state).toBe('open');
    await work.live('2026-04-04');
    expect(await told()).toEqual(['2026-03-26 promise_recorded', '2026-04-04 promise_broken']);
    expect(await work.notices()).toEqual([
      '2026-03-17 overdue-notice',
      '2026-03-24 demand',
      '2026-04-04 hand-over-notice',
    ]);
    expect(await work.show('FV/1')).toMatchObject({
      cycle: 1,
      stageKey: 'hand-over-notice',
      hold: null,
      promises: [{ state: 'broken', received: { amount: '0.00' }, endedOn: '2026-04-04' }],
    });
  });

  it('is kept by the whole amount, which closes the case', async () => {
    await work.moveTo('2026-03-26');
    await promise([{ on: '2026-04-02', amount: '123.00' }]);
    await work.moveTo('2026-04-01');
    expect((await pay('123.00')).status).toBe(201);
    expect(await work.show('FV/1')).toMatchObject({
      state: 'closed',
      promises: [{ state: 'kept', received: { amount: '123.00' }, endedOn: '2026-04-01' }],
    });
    await work.live('2026-04-04');
    expect(await told()).toEqual(['2026-03-26 promise_recorded', '2026-04-01 promise_kept']);
  });

  it('is kept by a working day after its day, and not by two', async () => {
    await work.moveTo('2026-03-26');
    await promise([{ on: '2026-04-02', amount: '50.00' }]);
    await work.live('2026-04-03');
    await pay('50.00');
    expect((await work.show('FV/1')).promises[0]).toMatchObject({ state: 'kept' });
    // kept for its part: what is left goes on at the old stage
    expect(await work.show('FV/1')).toMatchObject({ hold: null, balance: { amount: '73.00' } });
    await work.live('2026-04-04');
    expect((await work.notices()).at(-1)).toBe('2026-04-04 hand-over-notice');
  });

  it('is part kept by less', async () => {
    await work.moveTo('2026-03-26');
    await promise([{ on: '2026-04-02', amount: '100.00' }]);
    await work.live('2026-03-30');
    await pay('60.00');
    expect(await work.show('FV/1')).toMatchObject({
      hold: { code: 'promise', until: '2026-04-04' },
      promises: [
        {
          state: 'open',
          received: { amount: '60.00' },
          instalments: [{ paid: { amount: '60.00' } }],
        },
      ],
    });
    await work.live('2026-04-04');
    expect((await work.show('FV/1')).promises[0]).toMatchObject({ state: 'part-kept' });
    expect(await told()).toEqual([
      '2026-03-26 promise_recorded',
      '2026-03-30 promise_paid_in_part',
      '2026-04-04 promise_part_kept',
    ]);
    expect((await work.notices()).at(-1)).toBe('2026-04-04 hand-over-notice');
  });

  it('in instalments waits for one after the other, and ends with the first that is late', async () => {
    await work.moveTo('2026-03-26');
    await promise([
      { on: '2026-04-02', amount: '41.00' },
      { on: '2026-04-16', amount: '41.00' },
      { on: '2026-04-30', amount: '41.00' },
    ]);
    await work.live('2026-04-02');
    await pay('41.00');
    expect(await work.show('FV/1')).toMatchObject({
      hold: { until: '2026-04-18' },
      nextOn: '2026-04-15',
    });
    await work.liveThrough('2026-04-03', '2026-04-17');
    expect((await work.notices()).slice(2)).toEqual(['2026-04-15 reminder-before-due']);
    await work.live('2026-04-18');
    expect((await work.show('FV/1')).promises[0]).toMatchObject({
      state: 'part-kept',
      received: { amount: '41.00' },
    });
    expect((await work.notices()).at(-1)).toBe('2026-04-15 reminder-before-due');
    // the old stage comes back with the gap after the letter about the instalment
    await work.liveThrough('2026-04-19', '2026-04-20');
    expect((await work.notices()).at(-1)).toBe('2026-04-20 hand-over-notice');
  });

  it('made anew before its day replaces the one before, which is not broken', async () => {
    await work.moveTo('2026-03-26');
    await promise([{ on: '2026-04-02', amount: '123.00' }]);
    await work.moveTo('2026-04-01');
    await promise([{ on: '2026-04-10', amount: '123.00' }]);
    await work.live('2026-04-04');
    expect((await work.show('FV/1')).promises.map((one: { state: string }) => one.state)).toEqual([
      'open',
      'replaced',
    ]);
    expect((await work.notices()).length).toBe(2);
  });

  it('is broken after all when its money goes back, and the case opens again', async () => {
    await work.moveTo('2026-03-26');
    await promise([{ on: '2026-04-02', amount: '123.00' }]);
    await work.moveTo('2026-04-01');
    await pay('123.00');
    await work.moveTo('2026-04-10');
    await work.firm.pay(invoiceId, -12_300, '2026-04-10');
    expect(await work.firm.settle('2026-04-10', [invoiceId])).toMatchObject({ reopened: 1 });
    expect(await work.show('FV/1')).toMatchObject({
      state: 'active',
      hold: null,
      promises: [{ state: 'broken' }],
    });
  });

  it('waits again when its money goes back before its day', async () => {
    await work.moveTo('2026-03-26');
    await promise([{ on: '2026-04-20', amount: '123.00' }]);
    await work.moveTo('2026-04-01');
    await pay('123.00');
    await work.moveTo('2026-04-02');
    await work.firm.pay(invoiceId, -12_300, '2026-04-02');
    await work.firm.settle('2026-04-02', [invoiceId]);
    expect(await work.show('FV/1')).toMatchObject({
      state: 'active',
      hold: { code: 'promise', until: '2026-04-22' },
      promises: [{ state: 'open', endedOn: null }],
    });
    expect(await told()).toEqual([
      '2026-03-26 promise_recorded',
      '2026-04-01 promise_kept',
      '2026-04-02 promise_reopened',
    ]);
  });

  it('refuses days out of order or past, more than is open, and a closed case', async () => {
    await work.moveTo('2026-03-26');
    const refusals: [{ on: string; amount: string }[], string, string][] = [
      [[{ on: '2026-03-25', amount: '1.00' }], 'instalments.0.on', 'day-out-of-range'],
      [[{ on: '2026-04-02', amount: '123.01' }], 'instalments.0.amount', 'amount-exceeds-balance'],
      [[{ on: '2026-04-02', amount: '0' }], 'instalments.0.amount', 'amount-malformed'],
      [[{ on: '2026-04-02', amount: '1.001' }], 'instalments.0.amount', 'amount-malformed'],
      [
        [
          { on: '2026-04-02', amount: '1.00' },
          { on: '2026-04-02', amount: '1.00' },
        ],
        'instalments.1.on',
        'instalments-out-of-order',
      ],
    ];
    for (const [instalments, field, code] of refusals)
      expect(await promise(instalments)).toMatchObject({
        status: 422,
        body: { errors: [{ field, code }] },
      });
    await pay('123.00');
    expect((await promise([{ on: '2026-04-02', amount: '1.00' }])).status).toBe(409);
  });

  it('taken back counts neither as kept nor as broken, and the stages go on', async () => {
    await work.moveTo('2026-03-30');
    await promise([{ on: '2026-04-20', amount: '123.00' }]);
    const { id } = (await work.show('FV/1')).promises[0];
    expect(
      await work.send('POST', '/promises/withdraw', { promiseIds: [id, invoiceId] }),
    ).toMatchObject({
      status: 200,
      body: { changed: 1 },
    });
    await work.live('2026-03-31');
    expect((await work.show('FV/1')).promises[0]).toMatchObject({ state: 'withdrawn' });
    expect((await work.notices()).at(-1)).toBe('2026-03-31 hand-over-notice');
  });

  it('stands in the list by its next day, page by page, and among the broken afterwards', async () => {
    await work.moveTo('2026-03-26');
    for (const [index, day] of ['2026-04-09', '2026-04-02', '2026-04-02'].entries()) {
      await work.firm.invoice(clientId, { number: `L/${index}`, dueOn: '2026-03-20' });
      await work.firm.settle('2026-03-26');
      await work.send('POST', `/cases/${await work.caseId(`L/${index}`)}/promises`, {
        instalments: [{ on: day, amount: '10.00' }],
      });
    }
    const numbers = (body: { items: { case: { number: string } }[] }) =>
      body.items.map((row) => row.case.number);
    const first = (await work.send('GET', '/promises?limit=2')).body;
    expect(numbers(first)).toEqual(['L/1', 'L/2']);
    const second = (await work.send('GET', `/promises?limit=2&cursor=${first.nextCursor}`)).body;
    expect(numbers(second)).toEqual(['L/0']);
    expect(second.nextCursor).toBeNull();
    expect(
      numbers((await work.send('GET', '/promises?from=2026-04-03&to=2026-04-30')).body),
    ).toEqual(['L/0']);
    expect(
      await work.send('GET', `/promises?state=broken&cursor=${first.nextCursor}`),
    ).toMatchObject({
      status: 400,
      body: { code: 'invalid-cursor' },
    });
    await work.live('2026-04-04');
    expect(numbers((await work.send('GET', '/promises?state=broken')).body)).toEqual([
      'L/2',
      'L/1',
    ]);
    expect((await work.send('GET', '/promises')).body.items).toMatchObject([
      { nextOn: '2026-04-09', amount: { amount: '10.00' }, balance: { amount: '123.00' } },
    ]);
  });
});
