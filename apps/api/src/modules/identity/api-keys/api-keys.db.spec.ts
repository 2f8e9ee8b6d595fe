import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import { type Answer, type Caller, Product } from '../../../../test/support/product.js';

describe('API keys', () => {
  let product: Product;
  let firm: Firm;
  let admin: Caller;
  let accountant: Caller;
  let adminId: string;
  let url: string;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-06-01T10:00:00Z');
    adminId = await product.user('anna');
    await product.user('ksiegowa');
    admin = await product.signedIn('anna');
    accountant = await product.signedIn('ksiegowa');
  });
  afterAll(() => product.close());

  beforeEach(async () => {
    const { rows } = await product.owner.query<{ id: string }>(
      "select id from users where username = 'ksiegowa'",
    );
    firm = await Firm.make(product, 'Nasza', [
      { userId: adminId, role: 'admin' },
      { userId: rows[0]!.id, role: 'accountant' },
    ]);
    url = `/accounts/${firm.accountId}`;
  });

  const make = async (more: object = {}) => {
    const answer = await admin('POST', `${url}/api-keys`, {
      name: 'Magazyn',
      scopes: ['read'],
      expiresInDays: 30,
      ...more,
    });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; key: string; prefix: string };
  };
  const withKey = async (
    key: string,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    payload?: object,
  ): Promise<Answer> => {
    const reply = await (
      await product.api()
    ).inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: `Bearer ${key}` },
      ...(payload === undefined ? {} : { payload }),
    });
    return {
      status: reply.statusCode,
      headers: reply.headers,
      body: reply.body === '' ? undefined : reply.json(),
    };
  };
  const list = async () => (await admin('GET', `${url}/api-keys`)).body.items;

  it('A14 shows a key once, and keeps only its hash', async () => {
    const made = await make();
    expect(made.key).toMatch(/^itk_/);
    expect(await list()).toEqual([
      expect.objectContaining({
        id: made.id,
        name: 'Magazyn',
        prefix: made.key.slice(4, 12),
        scopes: ['read'],
        createdBy: 'anna',
        state: 'active',
        lastUsedAt: null,
      }),
    ]);
    expect(JSON.stringify(await list())).not.toContain(made.key);
    const rows = await firm.rows<{ everything: string }>(
      `select k::text as everything from api_keys k where account_id = $1
       union all select a::text from audit_entries a where account_id = $1`,
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row.everything).not.toContain(made.key.slice(13, 56));
  });

  it('lets a program in with it, and notes when, to the minute', async () => {
    const { key } = await make();
    expect((await withKey(key, 'GET', `${url}/cases`)).status).toBe(200);
    const [shown] = await list();
    expect(shown.lastUsedAt).toMatch(/:00\.000Z$/);
  });

  it('A14 takes a key from the Authorization header and from nowhere else', async () => {
    const { key } = await make();
    const api = await product.api();
    for (const request of [
      { url: `/api/v1${url}/cases?access_token=${key}` },
      { url: `/api/v1${url}/cases?key=${key}` },
      { url: `/api/v1${url}/cases`, headers: { 'x-api-key': key } },
      { url: `/api/v1${url}/cases`, headers: { cookie: `__Host-invoicetracker=${key}` } },
      { url: `/api/v1${url}/cases`, headers: { authorization: `Basic ${key}` } },
      { url: `/api/v1${url}/cases`, headers: { authorization: key } },
    ]) {
      const answer = await api.inject({ method: 'GET', ...request });
      expect({ request, status: answer.statusCode }).toEqual({ request, status: 401 });
    }
  });

  it('refuses a key that is mistyped, invented, expired or revoked, each alike', async () => {
    const expired = await make();
    await product.owner.query(
      "update api_keys set created_at = created_at - interval '40 days', expires_at = created_at - interval '10 days' where id = $1",
      [expired.id],
    );
    const revoked = await make();
    expect((await admin('DELETE', `${url}/api-keys/${revoked.id}`)).status).toBe(204);
    expect((await admin('DELETE', `${url}/api-keys/${revoked.id}`)).status).toBe(204);
    const bodies = [];
    for (const { key } of [expired, revoked]) {
      const answer = await withKey(key, 'GET', `${url}/cases`);
      expect(answer.status).toBe(401);
      bodies.push({ ...answer.body, requestId: '' });
    }
    expect(bodies[0]).toEqual(bodies[1]);
    expect((await withKey(`${expired.key}x`, 'GET', `${url}/cases`)).status).toBe(401);
    expect((await list()).map((key: { state: string }) => key.state).sort()).toEqual([
      'expired',
      'revoked',
    ]);
  });

  it('opens nothing of another account, which is not even there', async () => {
    const other = await Firm.make(product, 'Obca');
    const { key } = await make({
      scopes: ['read', 'cases:write', 'sync:run', 'notices:write', 'settings:write'],
    });
    const foreign = await withKey(key, 'GET', `/accounts/${other.accountId}/cases`);
    const absent = await withKey(
      key,
      'GET',
      '/accounts/018f0000-0000-7000-8000-000000000000/cases',
    );
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
  });

  it('does only what its scopes say', async () => {
    const reader = (await make()).key;
    expect((await withKey(reader, 'PATCH', url, { name: 'X' })).body.code).toBe('scope-missing');
    const writer = (await make({ scopes: ['settings:write'] })).key;
    expect((await withKey(writer, 'GET', `${url}/cases`)).body.code).toBe('scope-missing');
    expect((await withKey(writer, 'PATCH', url, { name: 'X' })).status).toBe(428);
  });

  it('is for the account only: neither for a person, nor for more keys', async () => {
    const { key, id } = await make({
      scopes: ['read', 'cases:write', 'sync:run', 'notices:write', 'settings:write'],
    });
    for (const [method, path] of [
      ['GET', '/me'],
      ['GET', `${url}/api-keys`],
      ['POST', `${url}/api-keys`],
      ['DELETE', `${url}/api-keys/${id}`],
    ] as const) {
      expect(await withKey(key, method, path)).toMatchObject({
        status: 403,
        body: { code: 'scope-missing' },
      });
    }
  });

  it('A14 is replaced with an overlap in which both work, and once only', async () => {
    const old = await make({ scopes: ['read', 'sync:run'], expiresInDays: 90 });
    const rotated = await admin('POST', `${url}/api-keys/${old.id}/rotate`, { overlapHours: 24 });
    expect(rotated).toMatchObject({
      status: 201,
      body: { name: 'Magazyn', scopes: ['read', 'sync:run'], state: 'active', endsAt: null },
    });
    expect(rotated.body.key).not.toBe(old.key);
    for (const key of [old.key, rotated.body.key])
      expect((await withKey(key, 'GET', `${url}/cases`)).status).toBe(200);
    expect((await list())[1]).toMatchObject({ id: old.id, state: 'replaced' });
    expect(
      await admin('POST', `${url}/api-keys/${old.id}/rotate`, { overlapHours: 24 }),
    ).toMatchObject({ status: 409, body: { code: 'api-key-ended' } });
    await product.owner.query(
      "update api_keys set ends_at = ends_at - interval '25 hours' where id = $1",
      [old.id],
    );
    expect((await withKey(old.key, 'GET', `${url}/cases`)).status).toBe(401);
    expect((await withKey(rotated.body.key, 'GET', `${url}/cases`)).status).toBe(200);
  });

  it('ends at once when it is replaced without an overlap', async () => {
    const old = await make();
    await admin('POST', `${url}/api-keys/${old.id}/rotate`, { overlapHours: 0 });
    expect((await withKey(old.key, 'GET', `${url}/cases`)).status).toBe(401);
  });

  it('is made by admins alone, who have just proved who they are', async () => {
    const body = { name: 'X', scopes: ['read'], expiresInDays: 1 };
    expect((await accountant('POST', `${url}/api-keys`, body)).status).toBe(403);
    await product.owner.query(
      "update sessions set verified_at = verified_at - interval '6 minutes' where user_id = $1",
      [adminId],
    );
    try {
      expect((await admin('POST', `${url}/api-keys`, body)).body.code).toBe('step-up-required');
      expect((await admin('GET', `${url}/api-keys`)).status).toBe(200);
    } finally {
      await product.owner.query(
        "update sessions set verified_at = verified_at + interval '6 minutes' where user_id = $1",
        [adminId],
      );
    }
  });

  it.each([
    ['name', { name: '' }],
    ['name', { name: 'a\r\nb' }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['everything'] }],
    ['scopes', { scopes: ['read', 'read'] }],
    ['expiresInDays', { expiresInDays: 0 }],
    ['expiresInDays', { expiresInDays: 731 }],
  ])('names the field %s when it says %j', async (field, more) => {
    const answer = await admin('POST', `${url}/api-keys`, {
      name: 'X',
      scopes: ['read'],
      expiresInDays: 30,
      ...more,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ field }));
  });

  it('stays within fifty that work', async () => {
    for (let made = 0; made < 50; made += 1) await make();
    expect(
      await admin('POST', `${url}/api-keys`, { name: 'X', scopes: ['read'], expiresInDays: 1 }),
    ).toMatchObject({ status: 422, body: { code: 'too-many-api-keys' } });
  });

  it('stops with the feature, and with the account', async () => {
    const { key } = await make();
    await firm.rows(
      "insert into account_features (account_id, feature, is_on, updated_at) values ($1, 'api-keys', false, now())",
    );
    expect((await withKey(key, 'GET', `${url}/cases`)).status).toBe(404);
    expect((await admin('GET', `${url}/api-keys`)).status).toBe(404);
    await firm.rows('delete from account_features where account_id = $1');
    await firm.rows("update accounts set state = 'suspended' where id = $1");
    expect((await withKey(key, 'GET', `${url}/cases`)).body.code).toBe('account-suspended');
  });

  it('stands in the journal as who did it', async () => {
    const { key, id } = await make({ scopes: ['cases:write'] });
    const client = await firm.client('Klient');
    await firm.invoice(client, { number: 'FV/1', dueOn: '2026-05-01' });
    await firm.settle('2026-06-01');
    const [row] = await firm.rows<{ id: string }>('select id from cases where account_id = $1');
    const held = await withKey(key, 'POST', `${url}/cases/${row!.id}/hold`, {
      reason: 'asked for',
      until: null,
    });
    expect(held.status).toBe(200);
    expect(
      await firm.rows(
        "select actor_kind, actor_id from audit_entries where account_id = $1 and action = 'case.held'",
      ),
    ).toEqual([{ actor_kind: 'key', actor_id: id }]);
  });
});
