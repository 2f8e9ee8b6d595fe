import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { WorkingFirm } from '../../../../test/factories/working-firm.js';
import { Product } from '../../../../test/support/product.js';

describe('charges of invoices that were paid late', () => {
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
    work = await WorkingFirm.on(product, '2024-02-20', `iga${people}`);
    clientId = await work.firm.client('Alfa');
  });

  /** Due on 10 January 2024, so that the exchange rate of 29 December 2023 counts. */
  const paidLate = async (number: string, paidOn: string, gross = 1_240_000) => {
    const id = await work.firm.invoice(clientId, { number, dueOn: '2024-01-10', gross });
    await work.firm.settle('2024-01-15', [id]);
    await work.firm.pay(id, gross, paidOn);
    await work.firm.settle(paidOn, [id]);
  };
  const list = (query = '') => work.send('GET', `/late-charges${query}`);
  const numbers = (body: { items: { number: string }[] }) => body.items.map((one) => one.number);
  const choose = async (number: string, part: string, isWaived: boolean) =>
    work.send('POST', `/cases/${await work.caseId(number)}/claim/choices`, {
      part,
      isWaived,
      reason: 'stały klient',
    });

  it('outlive the invoice: a closed case shows what is still claimable', async () => {
    await paidLate('FV/1', '2024-01-20');
    expect(await work.show('FV/1')).toMatchObject({ state: 'closed' });
    const { body } = await work.send('GET', `/cases/${await work.caseId('FV/1')}/claim`);
    expect(body).toMatchObject({
      invoiceOpen: { amount: '0.00' },
      lateCharges: { amount: '357.87' },
      claim: { interestOpen: { amount: '53.51' }, dailyInterest: { amount: '0.00' } },
    });
  });

  it('name the day the money came in, and not the day it was recorded', async () => {
    const id = await work.firm.invoice(clientId, { number: 'FV/1', dueOn: '2024-01-10' });
    await work.firm.settle('2024-01-15', [id]);
    await work.firm.pay(id, 12_300, '2024-01-20');
    await work.firm.settle('2024-01-29', [id]);
    expect((await list()).body.items).toMatchObject([{ paidOn: '2024-01-20', daysLate: 10 }]);
  });

  it('stand in a list, the last paid first, with totals by currency', async () => {
    await paidLate('FV/1', '2024-01-20');
    await paidLate('FV/2', '2024-01-25');
    await paidLate('FV/3', '2024-01-10');
    const { body } = await list();
    expect(numbers(body)).toEqual(['FV/2', 'FV/1']);
    expect(body.items[1]).toMatchObject({
      daysLate: 10,
      dueOn: '2024-01-10',
      paidOn: '2024-01-20',
      interest: { amount: '53.51', currency: 'PLN' },
      compensation: { amount: '304.36', currency: 'PLN' },
      waived: [],
      blockedBy: null,
    });
    expect((await list('/totals')).body).toEqual({
      items: [
        {
          currency: 'PLN',
          interest: { amount: '133.77', currency: 'PLN' },
          compensation: { amount: '608.72', currency: 'PLN' },
        },
      ],
      invoices: 2,
      blocked: 0,
      isTruncated: false,
    });
  });

  it('come a page at a time, none twice and none left out', async () => {
    for (const day of [16, 17, 18, 19, 20]) await paidLate(`FV/${day}`, `2024-01-${day}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await list(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...numbers(body));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(['FV/20', 'FV/19', 'FV/18', 'FV/17', 'FV/16']);
    expect((await list('?cursor=nonsense')).status).toBe(400);
  });

  it('are waived and kept by a person with a reason, each part for itself', async () => {
    await paidLate('FV/1', '2024-01-20');
    const waived = await choose('FV/1', 'compensation', true);
    expect(waived).toMatchObject({
      status: 200,
      body: {
        lateCharges: { amount: '53.51' },
        waived: ['compensation'],
        choices: [
          { part: 'compensation', isWaived: true, reason: 'stały klient', by: `iga${people}` },
        ],
        claim: { compensation: { amount: { amount: '304.36' } } },
      },
    });
    expect((await list()).body.items).toHaveLength(1);
    await choose('FV/1', 'interest', true);
    expect((await list()).body.items).toEqual([]);
    expect((await list('/totals')).body).toMatchObject({ items: [], invoices: 0 });
    expect(numbers((await list('?state=waived')).body)).toEqual(['FV/1']);
    const kept = await choose('FV/1', 'compensation', false);
    expect(kept.body).toMatchObject({ waived: ['interest'], lateCharges: { amount: '304.36' } });
    expect((await list()).body.items).toHaveLength(1);
    const { body } = await work.send('GET', '/audit');
    expect(body.items[0]).toMatchObject({ action: 'late-charge.kept', objectKind: 'case' });
  });

  it('without a known kind of client stand there as not known', async () => {
    await paidLate('FV/1', '2024-01-20');
    await work.firm.rows('update clients set tax_number = null where account_id = $1');
    expect((await list()).body.items).toMatchObject([
      { blockedBy: 'kind-unknown', interest: null, compensation: null },
    ]);
    expect((await list('/totals')).body).toMatchObject({ items: [], invoices: 0, blocked: 1 });
  });

  it('are asked for in no letter once they are waived', async () => {
    await work.firm.rows(
      "update stages set interest = 'claimed', compensation = 'claimed' where account_id = $1",
    );
    const id = await work.firm.invoice(clientId, {
      number: 'FV/9',
      dueOn: '2024-01-10',
      gross: 1_240_000,
    });
    await work.firm.settle('2024-02-20', [id]);
    const letter = async () =>
      (
        await work.send('POST', '/templates/demand/pl/preview', {
          subject: 'Wezwanie',
          body: '{{ total_open }}',
          caseId: await work.caseId('FV/9'),
        })
      ).body.bodyText
        .replaceAll('\u00a0', ' ')
        .trim();
    expect(await letter()).toBe('12 923,74 zł');
    await choose('FV/9', 'compensation', true);
    expect(await letter()).toBe('12 619,38 zł');
    await choose('FV/9', 'interest', true);
    expect(await letter()).toBe('12 400,00 zł');
  });
});
