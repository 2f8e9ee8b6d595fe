import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, PASSWORD, Product } from '../../../../test/support/product.js';

describe('the people of the installation', () => {
  let product: Product;
  let operator: Caller;
  let operatorId: string;
  let anna: Caller;
  let annaId: string;

  beforeAll(async () => {
    product = await Product.start();
    operatorId = await product.user('operator', true);
    annaId = await product.user('anna');
    await Firm.make(product, 'Firma', [{ userId: annaId, role: 'admin' }]);
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    operator = await product.signedIn('operator');
    anna = await product.signedIn('anna');
  });

  const act = (action: string, userId = annaId) =>
    operator('POST', `/admin/users/${userId}/${action}`);
  const signIn = async () =>
    (await product.api()).inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { username: 'anna', password: PASSWORD },
    });

  it('are listed, found, and paged, to instance admins only', async () => {
    for (let n = 0; n < 5; n += 1) await product.user(`person-${n}`);
    const found = await operator('GET', '/admin/users?text=ANNA');
    expect(found.body.items).toMatchObject([
      {
        id: annaId,
        username: 'anna',
        email: 'anna@people.example',
        isInstanceAdmin: false,
        isDisabled: false,
        hasSecondFactor: false,
        accounts: 1,
      },
    ]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await operator('GET', `/admin/users?limit=3${more}`);
      seen.push(...body.items.map((item: { username: string }) => item.username));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toHaveLength(7);
    expect((await anna('GET', '/admin/users')).body.code).toBe('role-not-allowed');
    for (const action of ['disable', 'enable', 'end-sessions', 'reset-second-factor'])
      expect((await anna('POST', `/admin/users/${operatorId}/${action}`)).status).toBe(403);
    expect(
      (await anna('PUT', `/admin/users/${annaId}/instance-admin`, { isInstanceAdmin: true }))
        .status,
    ).toBe(403);
  });

  it('A12 are out at once when they are disabled, and come back when enabled', async () => {
    expect((await act('disable')).body.isDisabled).toBe(true);
    expect((await anna('GET', '/me')).body.code).toBe('session-ended');
    expect((await signIn()).statusCode).toBe(401);
    expect((await act('enable')).body.isDisabled).toBe(false);
    expect((await anna('GET', '/me')).body.code).toBe('session-ended');
    expect((await signIn()).statusCode).toBe(200);
  });

  it('A12 are signed out everywhere', async () => {
    expect((await act('end-sessions')).status).toBe(200);
    expect((await anna('GET', '/me')).body.code).toBe('session-ended');
    expect((await signIn()).statusCode).toBe(200);
  });

  it('lose a second factor only with a mail that says so', async () => {
    await product.owner.query('update users set has_second_factor = true where id = $1', [annaId]);
    await product.owner.query(
      "insert into recovery_codes (user_id, code_hash) values ($1, '\\x01')",
      [annaId],
    );
    expect((await act('reset-second-factor')).body.hasSecondFactor).toBe(false);
    expect((await anna('GET', '/me')).body.code).toBe('session-ended');
    const { rows } = await product.owner.query(
      `select (select count(*)::int from recovery_codes where user_id = $1) as codes,
              (select count(*)::int from system_mails where to_email = 'anna@people.example' and kind = 'second-factor-changed') as mails`,
      [annaId],
    );
    expect(rows).toEqual([{ codes: 0, mails: 1 }]);
  });

  it('always have an instance admin among them', async () => {
    expect(await act('disable', operatorId)).toMatchObject({
      status: 422,
      body: { code: 'last-instance-admin' },
    });
    const url = `/admin/users/${operatorId}/instance-admin`;
    expect((await operator('PUT', url, { isInstanceAdmin: false })).body.code).toBe(
      'last-instance-admin',
    );
    await operator('PUT', `/admin/users/${annaId}/instance-admin`, { isInstanceAdmin: true });
    const both = await Promise.all([
      operator('PUT', `/admin/users/${annaId}/instance-admin`, { isInstanceAdmin: false }),
      anna('PUT', url, { isInstanceAdmin: false }),
    ]);
    expect(both.filter((answer) => answer.status === 200)).toHaveLength(1);
    await product.owner.query('update users set is_instance_admin = (id = $1)', [operatorId]);
  });

  it('A13 ask for a recent proof before somebody becomes an instance admin or loses a factor', async () => {
    await product.owner.query(
      "update sessions set verified_at = verified_at - interval '6 minutes' where user_id = $1",
      [operatorId],
    );
    expect(
      (await operator('PUT', `/admin/users/${annaId}/instance-admin`, { isInstanceAdmin: true }))
        .body.code,
    ).toBe('step-up-required');
    expect((await act('reset-second-factor')).body.code).toBe('step-up-required');
  });

  it('answer 404 when they are not there', async () => {
    const nobody = '018f0000-0000-7000-8000-000000000000';
    for (const action of ['disable', 'enable', 'end-sessions', 'reset-second-factor'])
      expect((await act(action, nobody)).status).toBe(404);
    expect((await act('disable', 'not-an-id')).status).toBe(400);
  });

  it('leave a trail in the installation’s own audit', async () => {
    const { rows } = await product.owner.query(
      "select distinct action from instance_audit_entries where object_id = $1 and actor_id = $2 and action like 'user.%' order by 1",
      [annaId, operatorId],
    );
    expect(rows.map((row) => row.action)).toEqual(
      expect.arrayContaining(['user.disabled', 'user.enabled', 'user.second-factor-reset']),
    );
  });
});
