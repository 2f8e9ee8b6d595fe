import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Caller, Product } from '../../../../test/support/product.js';

describe('the members of an account', () => {
  let product: Product;
  let firm: Firm;
  let url: string;
  const ids: Record<string, string> = {};
  const callers: Record<string, Caller> = {};

  beforeAll(async () => {
    product = await Product.start();
    for (const name of ['anna', 'adam', 'klara', 'wiktor', 'stranger']) {
      ids[name] = await product.user(name);
      callers[name] = await product.signedIn(name);
    }
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    firm = await Firm.make(product, 'Firma', [
      { userId: ids['anna']!, role: 'admin' },
      { userId: ids['klara']!, role: 'accountant' },
      { userId: ids['wiktor']!, role: 'viewer' },
    ]);
    url = `/accounts/${firm.accountId}/members`;
  });

  const call = (name: string) => callers[name]!;

  it('are listed with role and second factor, to members only', async () => {
    const { body } = await call('wiktor')('GET', url);
    expect(body.items).toMatchObject([
      { name: 'anna', role: 'admin', email: 'anna@people.example', hasSecondFactor: false },
      { name: 'klara', role: 'accountant' },
      { name: 'wiktor', role: 'viewer' },
    ]);
    expect(Date.parse(body.items[0].lastSeenAt)).not.toBeNaN();
    expect((await call('stranger')('GET', url)).status).toBe(404);
  });

  it.each([
    ['klara', 403],
    ['wiktor', 403],
    ['stranger', 404],
  ])('cannot be changed by %s', async (name, status) => {
    const before = (await call('anna')('GET', url)).body;
    const target = `${url}/${ids['wiktor']}`;
    expect((await call(name)('PATCH', target, { role: 'admin' })).status).toBe(status);
    expect((await call(name)('DELETE', target)).status).toBe(status);
    expect((await call('anna')('GET', url)).body).toEqual(before);
  });

  it('T10 a changed role holds from the next request, with the same token', async () => {
    const patch = { city: 'Gdynia' };
    const edit = async () =>
      call('klara')('PATCH', `/accounts/${firm.accountId}`, patch, {
        'if-match': String(
          (await call('klara')('GET', `/accounts/${firm.accountId}`)).headers['etag'],
        ),
      });
    expect((await edit()).status).toBe(403);
    await call('anna')('PATCH', `${url}/${ids['klara']}`, { role: 'admin' });
    expect((await edit()).status).toBe(200);
    await call('anna')('PATCH', `${url}/${ids['klara']}`, { role: 'viewer' });
    expect((await edit()).status).toBe(403);
  });

  it('T10 an ended membership holds from the next request, with the same token', async () => {
    expect((await call('klara')('GET', url)).status).toBe(200);
    expect((await call('anna')('DELETE', `${url}/${ids['klara']}`)).status).toBe(204);
    expect((await call('klara')('GET', url)).status).toBe(404);
    expect((await call('klara')('POST', `/accounts/${firm.accountId}/daily-runs`)).status).toBe(
      404,
    );
    expect((await call('klara')('GET', '/me')).body.memberships).not.toContainEqual(
      expect.objectContaining({ accountId: firm.accountId }),
    );
    expect((await call('anna')('DELETE', `${url}/${ids['klara']}`)).status).toBe(404);
  });

  it('always have an admin among them', async () => {
    const anna = `${url}/${ids['anna']}`;
    for (const answer of [
      await call('anna')('PATCH', anna, { role: 'viewer' }),
      await call('anna')('DELETE', anna),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { code: 'last-admin' } });
    }
    await call('anna')('PATCH', `${url}/${ids['klara']}`, { role: 'admin' });
    expect((await call('anna')('DELETE', anna)).status).toBe(204);
  });

  it('keep one admin when two admins remove each other at once', async () => {
    await call('anna')('PATCH', `${url}/${ids['klara']}`, { role: 'admin' });
    const answers = await Promise.all([
      call('anna')('DELETE', `${url}/${ids['klara']}`),
      call('klara')('DELETE', `${url}/${ids['anna']}`),
    ]);
    expect(answers.filter((answer) => answer.status === 204)).toHaveLength(1);
    const { rows } = await product.owner.query(
      "select user_id from memberships where account_id = $1 and role = 'admin'",
      [firm.accountId],
    );
    expect(rows).toHaveLength(1);
  });

  it.each([
    { role: 'owner' },
    { role: 'client' },
    { role: null },
    {},
    { role: 'viewer', userId: 'x' },
  ])('refuses %j', async (body) => {
    expect((await call('anna')('PATCH', `${url}/${ids['wiktor']}`, body)).status).toBe(400);
  });

  it('leave a trail of who changed whom', async () => {
    await call('anna')('PATCH', `${url}/${ids['wiktor']}`, { role: 'accountant' });
    await call('anna')('DELETE', `${url}/${ids['wiktor']}`);
    const { rows } = await product.owner.query(
      "select action, actor_id, object_id, before, after from audit_entries where account_id = $1 and action like 'member.%' order by seq",
      [firm.accountId],
    );
    expect(rows).toEqual([
      {
        action: 'member.role-changed',
        actor_id: ids['anna'],
        object_id: ids['wiktor'],
        before: { role: 'viewer' },
        after: { role: 'accountant' },
      },
      {
        action: 'member.removed',
        actor_id: ids['anna'],
        object_id: ids['wiktor'],
        before: { name: 'wiktor', role: 'accountant' },
        after: null,
      },
    ]);
  });
});
