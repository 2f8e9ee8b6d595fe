import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { addDays, localDate } from '@invoicetracker/calendar';

import { type Caller, Product } from '../../../test/support/product.js';

/** The edges that a claim must withstand, over HTTP: days, rates, amounts and what is not known. */
describe('a claim at its limits', () => {
  let product: Product;
  let call: Caller;

  beforeAll(async () => {
    product = await Product.start();
    await product.user('anna');
    call = await product.signedIn('anna');
  });
  afterAll(() => product.close());

  const POLISH = { country: 'PL', kind: 'commercial', principal: '1000.00', currency: 'PLN' };
  const HUNGARIAN = { ...POLISH, country: 'HU', currency: 'HUF', principal: '100000' };
  const GERMAN = { ...POLISH, country: 'DE', currency: 'EUR' };
  const EUROPEAN = { ...GERMAN, country: 'EU' };
  const post = (body: object) => call('POST', '/late-payment/claims', body);
  const claim = async (body: object) => {
    const answer = await post(body);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const daysOf = (body: { periods: { from: string; to: string }[] }) =>
    body.periods.map(({ from, to }) => [from, to]);

  it.each([
    [
      'PL-3',
      POLISH,
      '2015-12-31',
      'The delay rate of 2015-12-31 is not known, only from 2016-01-01 on.',
    ],
    ['PL-5', { ...POLISH, kind: 'consumer' }, '2015-12-31', 'The delay rate of 2015-12-31'],
    ['HU-1', HUNGARIAN, '2015-12-31', 'The MNB base rate of 2015-07-01 is not known.'],
    ['DE-1', GERMAN, '2014-12-31', 'is not known.'],
    ['EU-1', EUROPEAN, '2014-12-31', 'is not known.'],
  ])('%s is blocked the day before the first rate, by name', async (_rule, body, day, words) => {
    const answer = await post({ ...body, dueOn: addDays(localDate(day), -1), asOf: day });
    expect(answer).toMatchObject({ status: 422, body: { code: 'rate-missing' } });
    expect(answer.body.detail).toContain(words);
  });

  it.each([
    ['PL-3', POLISH],
    ['PL-5', { ...POLISH, kind: 'consumer' }],
    ['HU-1', HUNGARIAN],
    ['DE-1', GERMAN],
    ['EU-1', EUROPEAN],
  ])(
    '%s is worked out on the last known day, and blocked on the day after it',
    async (_rule, body) => {
      const known = await claim({ ...body, dueOn: '2026-12-28', asOf: '2026-12-31' });
      expect(known.daysLate).toBe(3);
      const after = await post({ ...body, dueOn: '2026-12-28', asOf: '2027-01-01' });
      expect(after).toMatchObject({ status: 422, body: { code: 'rate-missing' } });
      expect(after.body.detail).toContain('2027-01-01');
    },
  );

  it.each([
    ['PL-11', POLISH, '2024-02-29', '2024-02-29', 'a leap day'],
    ['PL-11', POLISH, '2020-02-29', '2020-03-02', 'a leap day that is a Saturday'],
    ['PL-11', POLISH, '2026-05-01', '2026-05-04', 'a chain of holidays'],
    ['PL-12', POLISH, '2024-12-24', '2024-12-24', 'Christmas Eve before it was a holiday'],
    ['PL-12', POLISH, '2025-12-24', '2025-12-29', 'Christmas Eve since it is one'],
    ['HU-11', HUNGARIAN, '2026-04-03', '2026-04-07', 'Good Friday to Easter Monday'],
    ['HU-13', HUNGARIAN, '2026-01-10', '2026-01-10', 'a Saturday decreed a working day'],
    ['HU-13', HUNGARIAN, '2026-08-20', '2026-08-24', 'a holiday and a decreed rest day'],
    ['DE-4', GERMAN, '2026-04-03', '2026-04-07', 'Good Friday to Easter Monday'],
    ['DE-4', GERMAN, '2024-02-29', '2024-02-29', 'a leap day'],
  ])('%s keeps a due date where it falls: %#', async (_rule, body, dueOn, effective) => {
    const answer = await claim({ ...body, dueOn, asOf: '2026-11-01' });
    expect(answer.effectiveDueOn).toBe(effective);
  });

  it('G-7 counts a change of the rate on the first, the last and the only day', async () => {
    const consumer = { ...POLISH, kind: 'consumer' };
    expect(daysOf(await claim({ ...consumer, dueOn: '2022-03-08', asOf: '2022-03-15' }))).toEqual([
      ['2022-03-09', '2022-03-15'],
    ]);
    expect(daysOf(await claim({ ...consumer, dueOn: '2022-03-01', asOf: '2022-03-09' }))).toEqual([
      ['2022-03-02', '2022-03-08'],
      ['2022-03-09', '2022-03-09'],
    ]);
    expect(daysOf(await claim({ ...consumer, dueOn: '2022-03-08', asOf: '2022-03-09' }))).toEqual([
      ['2022-03-09', '2022-03-09'],
    ]);
  });

  it('G-4 has nothing to pay on zero and on one grosz, and compensation only where something is late', async () => {
    const span = { dueOn: '2024-01-10', asOf: '2024-01-20' };
    expect(await claim({ ...POLISH, ...span, principal: '0.00' })).toMatchObject({
      interest: { amount: '0.00' },
      compensation: null,
      total: { amount: '0.00' },
    });
    expect(await claim({ ...POLISH, ...span, principal: '0.01' })).toMatchObject({
      interest: { amount: '0.00' },
      compensation: { euro: { amount: '40.00' } },
      total: { amount: '173.93' },
    });
  });

  it('G-3 is exact to the grosz at ten to the thirteenth', async () => {
    const body = { ...POLISH, principal: '10000000000000.00', dueOn: '2026-07-01' };
    // 10^13 x 13.75 x 183 / 36500
    expect((await claim({ ...body, asOf: '2026-12-31' })).interest.amount).toBe('689383561643.84');
    const tooMuch = await post({ ...body, principal: '1'.repeat(16), asOf: '2026-12-31' });
    expect(tooMuch).toMatchObject({ status: 400, body: { errors: [{ field: 'principal' }] } });
  });

  it.each(['2024-01-10', '2024-01-09', '2023-06-01'])(
    'G-2 has nothing to add when all is paid on %s, on or before the due date',
    async (paidOn) => {
      expect(await claim({ ...POLISH, dueOn: '2024-01-10', paidOn })).toMatchObject({
        daysLate: 0,
        interest: { amount: '0.00' },
        compensation: null,
        total: { amount: '0.00' },
      });
    },
  );

  it('PL-11 G-2 has nothing to add when all is paid on the day the law moves the due date to', async () => {
    const moved = { ...POLISH, dueOn: '2024-01-06', paidOn: '2024-01-08' };
    expect(await claim(moved)).toMatchObject({ effectiveDueOn: '2024-01-08', daysLate: 0 });
    expect((await claim({ ...moved, paidOn: '2024-01-09' })).daysLate).toBe(1);
  });

  it('G-5 refuses a payment in another currency, and says why', async () => {
    const payments = [{ on: '2024-01-15', amount: '10.00', currency: 'EUR' }];
    const answer = await post({ ...POLISH, dueOn: '2024-01-10', asOf: '2024-01-20', payments });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'currency-mismatch', errors: [{ field: 'payments.0' }] },
    });
    expect(answer.body.detail).toContain('in PLN, this is in EUR');
  });

  it('G-4 HU-7 counts whole forints, in interest and in compensation', async () => {
    const body = { ...HUNGARIAN, dueOn: '2024-01-10', asOf: '2024-01-20' };
    const answer = await claim({ ...body, exchangeRate: '379.42' });
    // 100 000 x 18.75 x 10 / 36500 = 513.69…; 40 EUR x 379.42 = 15 176.80
    expect(answer).toMatchObject({
      interest: { amount: '514.00', currency: 'HUF' },
      compensation: { amount: { amount: '15177.00', currency: 'HUF' } },
      total: { amount: '115691.00' },
    });
  });

  it.each([
    [
      'PL-16',
      POLISH,
      '2024-09-05',
      '2024-08-30',
      'the last banking day of a month that ends on a Saturday',
    ],
    ['PL-16', POLISH, '2023-12-31', '2023-12-29', 'a month that ends on a Sunday'],
    [
      'HU-7',
      HUNGARIAN,
      '2024-03-14',
      '2024-03-14',
      'the last fixing before a first day that is a holiday',
    ],
  ])(
    '%s asks for the exchange rate of the day the law names, by rule: %#',
    async (_rule, body, dueOn, on) => {
      const { compensation, total, missing } = await claim({ ...body, dueOn, asOf: '2024-10-01' });
      expect(compensation.exchangeRateOn).toBe(on);
      const isKnown = compensation.exchangeRate !== null;
      expect(missing).toHaveLength(isKnown ? 0 : 1);
      expect(total === null).toBe(!isKnown);
    },
  );
});
