import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

describe('reminders that crossed with a payment', () => {
  let product: Product;
  let work: WorkingFirm;
  let made = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    made += 1;
    work = await WorkingFirm.on(product, '2026-03-08', `ola${made}`);
  });

  /** An invoice of a client of its own, reminded of on 9 March. */
  const reminded = async (...numbers: string[]) => {
    const ids = new Map<string, string>();
    for (const number of numbers) {
      const clientId = await work.firm.client(`Klient ${number}`);
      ids.set(number, await work.firm.invoice(clientId, { number, dueOn: '2026-03-10' }));
    }
    await work.firm.settle('2026-03-08');
    await work.moveTo('2026-03-09');
    await work.live('2026-03-09');
    await work.firm.rows(
      `update notices set sent_at = $2, sent_on = '2026-03-09' where account_id = $1 and state = 'sent'`,
      product.clock.now(),
    );
    await work.moveTo('2026-03-10');
    return (number: string) => ids.get(number)!;
  };
  const rates = async () => (await work.send('GET', '/false-reminders/rates')).body;
  const numbers = async (query = ''): Promise<string[]> =>
    (await work.send('GET', `/false-reminders${query}`)).body.items.map(
      (row: { case: { number: string } }) => row.case.number,
    );

  it('are counted by stage and source, and each number leads to its rows', async () => {
    const idOf = await reminded('A', 'B', 'C', 'D', 'E');
    await work.firm.pay(idOf('A'), 12_300, '2026-03-07'); // before, learned after
    await work.firm.pay(idOf('B'), 12_300, '2026-03-09'); // on the day itself
    await work.firm.pay(idOf('C'), 12_300, '2026-03-10'); // the reminder did its work
    await work.firm.pay(idOf('D'), 12_299, '2026-03-07'); // something was still open
    await work.firm.rows(
      `update allocations set source = 'provider' where account_id = $1 and invoice_id = $2`,
      idOf('B'),
    );
    expect(await rates()).toEqual({
      from: '2025-12-11',
      to: '2026-03-10',
      sent: 5,
      crossed: 2,
      byStage: [{ stageKey: 'reminder-before-due', sent: 5, crossed: 2 }],
      bySource: [
        { source: 'manual', crossed: 1 },
        { source: 'provider', crossed: 1 },
      ],
    });
    expect((await numbers()).sort()).toEqual(['A', 'B']);
    expect(await numbers('?source=manual')).toEqual(['A']);
    expect(await numbers('?source=provider&stage=reminder-before-due')).toEqual(['B']);
    expect(await numbers('?stage=demand')).toEqual([]);
    expect((await work.send('GET', '/false-reminders?source=manual')).body.items[0]).toMatchObject({
      sentOn: '2026-03-09',
      paidOn: '2026-03-07',
    });
  });

  it('are none any more when the payment was taken back, and are again when it came after all', async () => {
    const idOf = await reminded('A', 'B');
    const caseId = await work.caseId('A');
    const paid = await work.send('POST', `/cases/${caseId}/payments`, {
      amount: '123.00',
      receivedOn: '2026-03-09',
    });
    expect(paid.status).toBeLessThan(300);
    expect(await numbers()).toEqual(['A']);
    const [payment] = await work.firm.rows<{ id: string }>(
      'select payment_id as id from allocations where account_id = $1 and invoice_id = $2',
      idOf('A'),
    );
    await work.send('DELETE', `/cases/${caseId}/payments/${payment!.id}`);
    expect(await numbers()).toEqual([]);
    // a provider says so with a payment below zero, and later with another one
    await work.firm.pay(idOf('B'), 12_300, '2026-03-08');
    expect(await numbers()).toEqual(['B']);
    await work.firm.pay(idOf('B'), -12_300, '2026-03-12');
    expect(await numbers()).toEqual([]);
    await work.firm.pay(idOf('A'), 12_300, '2026-03-09');
    expect(await numbers()).toEqual(['A']);
  });

  it('do not count what was known when the letter left, nor what a credit note settled', async () => {
    const idOf = await reminded('A', 'B', 'C');
    await work.firm.pay(idOf('A'), 6_000, '2026-03-05');
    await work.firm.rows(
      `update allocations set created_at = '2026-03-06T08:00:00Z' where account_id = $1`,
    );
    await work.firm.credit(idOf('B'), 12_300, '2026-03-05');
    // the half that was known, and the half that was not
    await work.firm.pay(idOf('A'), 6_300, '2026-03-08');
    await work.firm.credit(idOf('C'), 6_000, '2026-03-05');
    await work.firm.pay(idOf('C'), 6_300, '2026-03-08');
    expect((await numbers()).sort()).toEqual(['A', 'C']);
  });

  it('are read page by page, and are nobody else’s', async () => {
    const names = ['A', 'B', 'C'];
    const idOf = await reminded(...names);
    for (const name of names) await work.firm.pay(idOf(name), 12_300, '2026-03-08');
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await work.send('GET', `/false-reminders?limit=1${cursor}`);
      seen.push(...body.items.map((row: { case: { number: string } }) => row.case.number));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen.sort()).toEqual(names);
    expect((await work.send('GET', '/false-reminders?cursor=x')).status).toBe(400);
    expect((await work.send('GET', '/false-reminders/rates?days=0')).status).toBe(400);
    const stranger = await WorkingFirm.on(product, '2026-03-10', `obca${made}`);
    expect((await stranger.send('GET', '/false-reminders')).body.items).toEqual([]);
  });
});
