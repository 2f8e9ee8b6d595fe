import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';

import { type Caller, Product } from '../../../../test/support/product.js';
import { RecordRate } from './record-rate.js';

describe('rates', () => {
  let product: Product;
  let operator: Caller;
  let person: Caller;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-12-20T10:00:00Z');
    await product.user('operator-olga', true);
    await product.user('anna');
    operator = await product.signedIn('operator-olga');
    person = await product.signedIn('anna');
  });
  afterAll(() => product.close());

  const reference = (table: string, validFrom: string, annualPercent: string) =>
    operator('POST', '/admin/rates/reference', {
      table,
      validFrom,
      annualPercent,
      source: 'Monitor Polski 2027, poz. 1',
    });
  const tableOf = async (table: string) => {
    const { body } = await operator('GET', '/admin/rates');
    return body.tables.find((each: { table: string }) => each.table === table);
  };
  const claim = async (paidOn: string) =>
    person('POST', '/late-payment/claims', {
      country: 'PL',
      principal: '1000.00',
      currency: 'PLN',
      dueOn: '2026-12-30',
      paidOn,
    });

  it('come with the product, each with its source, and say what will be missing next', async () => {
    expect(await tableOf('nbp-reference')).toMatchObject({
      name: 'NBP reference rate',
      knownThrough: '2026-12-31',
      missingFrom: '2027-01-01',
      daysLeft: 12,
      look: null,
      rows: expect.arrayContaining([
        expect.objectContaining({
          validFrom: '2026-03-05',
          annualPercent: '3.75',
          origin: 'product',
        }),
      ]),
    });
  });

  it('block a claim of a half-year that nobody knows, until an operator adds it with its source', async () => {
    expect(await claim('2027-01-15')).toMatchObject({
      status: 422,
      body: { code: 'rate-missing', detail: 'The NBP reference rate of 2027-01-01 is not known.' },
    });
    const added = await reference('nbp-reference', '2027-01-01', '3.50');
    expect(added.status).toBe(201);
    const { status, body } = await claim('2027-01-15');
    expect(status).toBe(200);
    expect(body.periods.at(-1)).toMatchObject({
      from: '2027-01-01',
      annualPercent: '13.50',
      sources: [{ validFrom: '2027-01-01', source: 'Monitor Polski 2027, poz. 1' }],
    });
    expect(await tableOf('nbp-reference')).toMatchObject({
      knownThrough: '2027-06-30',
      rows: expect.arrayContaining([
        expect.objectContaining({
          validFrom: '2027-01-01',
          origin: 'person',
          addedBy: 'operator-olga',
        }),
      ]),
    });
  });

  it('are corrected by a newer row; the older one stays in the table', async () => {
    expect((await reference('nbp-reference', '2027-01-01', '3.50')).body.code).toBe('rate-known');
    await reference('nbp-reference', '2027-01-01', '3.25');
    expect((await claim('2027-01-15')).body.periods.at(-1).annualPercent).toBe('13.25');
    const rows = await product.owner.query(
      `select percent from reference_rates where valid_from = '2027-01-01' order by id`,
    );
    expect(rows.rows.map((row) => Number(row.percent))).toEqual([3.5, 3.25]);
  });

  it('are taken back with a reason, and what came with the product stands again', async () => {
    await reference('nbp-reference', '2026-03-05', '9.00');
    const takeBack = (reason: string) =>
      operator('POST', '/admin/rates/reference/take-back', {
        table: 'nbp-reference',
        validFrom: '2026-03-05',
        reason,
      });
    const back = await takeBack('typed into the wrong day');
    expect(back.status).toBe(200);
    const { rows } = await tableOf('nbp-reference');
    expect(rows.find((row: { validFrom: string }) => row.validFrom === '2026-03-05')).toMatchObject(
      { annualPercent: '3.75', origin: 'product' },
    );
    expect(await takeBack('once more')).toMatchObject({
      status: 409,
      body: { code: 'rate-unknown' },
    });
  });

  it('of exchange give a Polish claim its compensation in złoty', async () => {
    const before = await claim('2026-12-31');
    expect(before.body).toMatchObject({
      total: null,
      compensation: { exchangeRateOn: '2026-11-30' },
    });
    const put = await operator('POST', '/admin/rates/exchange', {
      publisher: 'NBP',
      currency: 'EUR',
      on: '2026-11-30',
      rate: '4.2000',
      source: 'NBP, table 231/A/NBP/2026',
    });
    expect(put.status).toBe(201);
    expect((await claim('2026-12-31')).body.compensation).toMatchObject({
      amount: { amount: '168.00', currency: 'PLN' },
      exchangeRateSource: 'NBP, table 231/A/NBP/2026',
    });
    const { body } = await operator('GET', '/admin/rates/exchange?publisher=NBP&limit=1');
    expect(body).toEqual({
      items: [expect.objectContaining({ on: '2026-11-30', rate: '4.2000', origin: 'person' })],
      nextCursor: '2026-11-30',
    });
    const next = await operator('GET', '/admin/rates/exchange?publisher=NBP&before=2026-11-30');
    expect(next.body.items[0]).toMatchObject({ on: '2023-12-29', origin: 'product' });
  });

  it.each([
    ['a rate nobody believes', 'nbp-reference', '2027-01-01', '51.00', 'annualPercent'],
    ['a day nobody can know', 'nbp-reference', '2027-12-01', '3.75', 'validFrom'],
    ['a day before all of it', 'nbp-reference', '1999-12-31', '3.75', 'validFrom'],
    ['a Basiszins from February on', 'de-basiszins', '2027-02-01', '1.77', 'validFrom'],
  ])('refuse %s and name the field', async (_name, table, validFrom, percent, field) => {
    const answer = await reference(table, validFrom, percent);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].field).toBe(field);
  });

  it('are added by operators only, and noted in the trail of the installation', async () => {
    const body = {
      table: 'nbp-reference',
      validFrom: '2027-01-01',
      annualPercent: '1',
      source: 'mine',
    };
    expect((await person('POST', '/admin/rates/reference', body)).status).toBe(403);
    expect((await person('GET', '/admin/rates')).status).toBe(403);
    const noted = await operator('GET', '/admin/audit?limit=50');
    expect(noted.body.items).toContainEqual(
      expect.objectContaining({
        action: 'rate.added',
        after: {
          validFrom: '2027-01-01',
          annualPercent: '3.50',
          source: 'Monitor Polski 2027, poz. 1',
        },
      }),
    );
  });

  it('are seen at once by a process that read them before, whoever added them', async () => {
    const record = (await product.context()).get(RecordRate, { strict: false });
    const row = { table: 'ecb-mro', validFrom: localDate('2026-12-16'), source: 'ecb.mp261210' };
    await record.reference({ kind: 'command' }, { ...row, table: 'ecb-mro', percent: '2.40' });
    const { rows } = await tableOf('ecb-mro');
    expect(rows[0]).toMatchObject({ validFrom: '2026-12-16', origin: 'command', addedBy: null });
  });

  it('of two who add at once are both kept, in the order they came', async () => {
    const answers = await Promise.all(
      ['2.10', '2.20', '2.30', '2.50'].map((percent) =>
        reference('ecb-mro', '2026-12-16', percent),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    const kept = await product.owner.query(
      `select trim_scale(percent)::text as percent from reference_rates where rate_table = 'ecb-mro' order by id desc limit 1`,
    );
    const { rows } = await tableOf('ecb-mro');
    expect(Number(rows[0].annualPercent)).toBe(Number(kept.rows[0].percent));
  });
});
