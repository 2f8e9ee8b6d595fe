import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { PASSWORD, Product } from '../../../test/support/product.js';

describe('signing in', () => {
  let product: Product;
  let userId: string;
  let accountId: string;

  beforeAll(async () => {
    product = await Product.start();
    userId = await product.user('anna');
    ({ accountId } = await Firm.make(product, 'Kowalski', [{ userId, role: 'admin' }]));
  });
  afterAll(() => product.close());

  const post = async (url: string, payload: object, headers: Record<string, string> = {}) =>
    (await product.api()).inject({ method: 'POST', url: `/api/v1/auth/${url}`, payload, headers });

  const cookieOf = (answer: { headers: Record<string, unknown> }) =>
    String(answer.headers['set-cookie']).split(';')[0]!;
  const ownPage = { 'x-requested-with': 'InvoiceTracker' };

  it('shows the accounts the person belongs to', async () => {
    const call = await product.signedIn('anna');
    const answer = await call('GET', '/me');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      username: 'anna',
      memberships: [{ accountId, accountName: 'Kowalski', role: 'admin' }],
    });
  });

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await post('sign-in', { username: 'anna', password: 'not the password' });
    const unknown = await post('sign-in', { username: 'nobody', password: 'not the password' });
    expect(wrong.statusCode).toBe(401);
    expect({ ...wrong.json<object>(), requestId: '' }).toEqual({
      ...unknown.json<object>(),
      requestId: '',
    });
  });

  it('names the field that is wrong, and the field nobody knows', async () => {
    const answer = await post('sign-in', { username: 5, password: PASSWORD, role: 'admin' });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'username', code: 'is-string' }),
        expect.objectContaining({ field: 'role', code: 'unknown-field' }),
      ]),
    );
  });

  it('keeps the refresh token out of reach of scripts', async () => {
    const answer = await post('sign-in', { username: 'anna', password: PASSWORD });
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-invoicetracker=.*Path=\/;.*HttpOnly; Secure; SameSite=Strict/,
    );
    expect(answer.body).not.toContain(cookieOf(answer).split('=')[1]);
  });

  it('rotates the refresh token, and ends the session when an old one comes back', async () => {
    const first = await post('sign-in', { username: 'anna', password: PASSWORD });
    const second = await post('refresh', {}, { ...ownPage, cookie: cookieOf(first) });
    expect(second.statusCode).toBe(200);
    expect(cookieOf(second)).not.toBe(cookieOf(first));
    await product.owner.query("update sessions set rotated_at = rotated_at - interval '1 minute'");
    const replay = await post('refresh', {}, { ...ownPage, cookie: cookieOf(first) });
    expect(replay.statusCode).toBe(401);
    const successor = await post('refresh', {}, { ...ownPage, cookie: cookieOf(second) });
    expect(successor.statusCode).toBe(401);
  });

  it('lets two tabs refresh at the same moment', async () => {
    const first = await post('sign-in', { username: 'anna', password: PASSWORD });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        post('refresh', {}, { ...ownPage, cookie: cookieOf(first) }),
      ),
    );
    expect(answers.map((answer) => answer.statusCode)).toEqual(
      Array.from({ length: 20 }, () => 200),
    );
  });

  it('refuses a refresh that another site could have caused', async () => {
    const first = await post('sign-in', { username: 'anna', password: PASSWORD });
    expect((await post('refresh', {}, { cookie: cookieOf(first) })).statusCode).toBe(403);
    expect(
      (
        await post(
          'refresh',
          {},
          { ...ownPage, 'sec-fetch-site': 'cross-site', cookie: cookieOf(first) },
        )
      ).statusCode,
    ).toBe(403);
  });

  it('ends the access token together with the session', async () => {
    const first = await post('sign-in', { username: 'anna', password: PASSWORD });
    const headers = { authorization: `Bearer ${first.json().accessToken}` };
    await post('sign-out', {}, { ...ownPage, cookie: cookieOf(first) });
    const answer = await (
      await product.api()
    ).inject({ method: 'GET', url: '/api/v1/me', headers });
    expect(answer.statusCode).toBe(401);
  });

  it('slows guessing down without locking the person out elsewhere', async () => {
    const guess = () => post('sign-in', { username: 'anna', password: 'a wrong guess here' });
    const codes: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) codes.push((await guess()).statusCode);
    expect(codes).toContain(429);
    const elsewhere = await (
      await product.api()
    ).inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { username: 'anna', password: PASSWORD },
      remoteAddress: '198.51.100.7',
    });
    expect(elsewhere.statusCode).toBe(200);
  });
});
