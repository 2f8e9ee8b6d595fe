import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { PASSWORD, Product } from '../../../../test/support/product.js';
import { CreateUser } from '../create-user.js';

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

  const post = async (url: string, payload: object) =>
    (await product.api()).inject({ method: 'POST', url: `/api/v1/auth/${url}`, payload });

  it('shows the accounts the person belongs to', async () => {
    const call = await product.signedIn('anna');
    const answer = await call('GET', '/me');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      username: 'anna',
      memberships: [{ accountId, accountName: 'Kowalski', role: 'admin' }],
    });
  });

  it('takes the address for the name, and capitals for small letters', async () => {
    for (const username of ['ANNA', 'anna@people.example', 'Anna@People.Example']) {
      const answer = await post('sign-in', { username, password: PASSWORD });
      expect({ username, status: answer.statusCode }).toEqual({ username, status: 200 });
    }
  });

  it('gives an address to one person, and nobody a name that is the address of another', async () => {
    const create = await product.get(CreateUser);
    const person = {
      name: 'Ola',
      password: PASSWORD,
      language: 'pl',
      isInstanceAdmin: false,
    } as const;
    for (const [username, email, code] of [
      ['ola', 'Anna@people.example', 'username-taken'],
      ['anna@people.example', 'anna@people.example', 'username-taken'],
      ['ola@people.example', 'somebody@people.example', 'name-of-another'],
    ] as const)
      await expect(create.execute({ ...person, username, email })).rejects.toMatchObject({ code });
    await expect(
      product.owner.query(
        "update users set username = 'boss@people.example' where username = 'anna'",
      ),
    ).rejects.toThrow('users_name_is_own_address');
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
