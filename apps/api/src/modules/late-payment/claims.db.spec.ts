import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Caller, Product } from '../../../test/support/product.js';

describe('claims over HTTP', () => {
  let product: Product;
  let call: Caller;

  beforeAll(async () => {
    product = await Product.start();
    await product.user('anna');
    call = await product.signedIn('anna');
  });
  afterAll(() => product.close());

  const claim = {
    country: 'PL',
    kind: 'commercial',
    principal: '12400.00',
    currency: 'PLN',
    dueOn: '2024-05-10',
    paidOn: '2024-06-23',
    exchangeRate: '4.3213',
  };
  const post = (body: unknown) => call('POST', '/late-payment/claims', body);

  it('are worked out for everybody who is signed in', async () => {
    const answer = await post(claim);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      interest: { amount: '235.43', currency: 'PLN' },
      total: { amount: '537.92', currency: 'PLN' },
      rules: expect.arrayContaining([
        expect.objectContaining({ id: 'PL-2', article: 'Act of 8 March 2013, art. 4 pt 3' }),
      ]),
    });
  });

  it('have the European minimum for a member whose own law is not known', async () => {
    const french = { ...claim, country: 'FR', currency: 'EUR', exchangeRate: undefined };
    expect(await post(french)).toMatchObject({
      status: 200,
      body: { country: 'EU', periods: [{ annualPercent: '12.50', rules: ['EU-1'] }] },
    });
    expect((await post({ ...french, country: 'US' })).body.errors).toMatchObject([
      { field: 'country' },
    ]);
  });

  it('are refused without a token', async () => {
    const api = await product.api();
    const url = '/api/v1/late-payment/claims';
    const answer = await api.inject({ method: 'POST', url, payload: claim });
    expect(answer.statusCode).toBe(401);
  });

  it('are blocked by a rate that nobody knows, by name', async () => {
    const answer = await post({ ...claim, paidOn: '2027-02-01' });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'rate-missing',
        detail: 'The NBP reference rate of 2027-01-01 is not known.',
      },
    });
  });

  it.each([
    ['an unknown field', { fee: '40' }, 400, 'fee'],
    ['an amount with a comma', { principal: '12,40' }, 400, 'principal'],
    ['an amount that is a number', { principal: 12400 }, 400, 'principal'],
    ['a day that does not exist', { dueOn: '2026-02-30' }, 400, 'dueOn'],
    ['half a grosz', { principal: '0.005' }, 422, 'principal'],
    ['a payment of nothing', { paidOn: undefined, payments: [{}] }, 400, 'payments.0.on'],
    [
      'a payment in another currency',
      { paidOn: undefined, payments: [{ on: '2024-06-01', amount: '5', currency: 'EUR' }] },
      422,
      'payments.0',
    ],
  ])('refuse %s and name the field', async (_name, change, status, field) => {
    const answer = await post({ ...claim, ...change });
    expect(answer.status).toBe(status);
    expect(answer.body.errors.map((problem: { field: string }) => problem.field)).toContain(field);
  });
});
