import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../../test/factories/firm.js';
import type { Caller } from '../../../../test/support/product.js';
import { startSyncWorld, type SyncWorld } from '../../../../test/support/synced-firm.js';

const KEY = 'sandbox-tajny-klucz-firmy';

describe('connections over HTTP', () => {
  let world: SyncWorld;
  let admin: Caller;
  let viewer: Caller;
  let url: string;
  let firm: Firm;
  const seen: string[] = [];

  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { invoices: 20 });
    firm = await Firm.make(world.product, 'Firma', [
      { userId: await world.product.user('admin-a'), role: 'admin' },
      { userId: await world.product.user('viewer-v'), role: 'viewer' },
    ]);
    const remember =
      (call: Caller): Caller =>
      async (...request) => {
        const answer = await call(...request);
        seen.push(JSON.stringify(answer));
        return answer;
      };
    admin = remember(await world.product.signedIn('admin-a'));
    viewer = remember(await world.product.signedIn('viewer-v'));
    url = `/accounts/${firm.accountId}/connections`;
  });
  afterAll(() => world.close());

  it('tests a key before it is saved: a clear answer either way', async () => {
    expect(
      await admin('POST', `${url}/test`, { provider: 'infakt', credentials: { apiKey: KEY } }),
    ).toMatchObject({
      status: 200,
      body: { ok: true, companyName: expect.any(String), problem: null },
    });
    expect(
      await admin('POST', `${url}/test`, {
        provider: 'infakt',
        credentials: { apiKey: 'zly-klucz-12345' },
      }),
    ).toMatchObject({
      status: 200,
      body: {
        ok: false,
        problem: {
          actor: 'reconnect',
          code: 'key-refused',
          detail: expect.any(String),
          reference: expect.any(String),
        },
      },
    });
  });

  it('connects, renames, pauses and takes a new key', async () => {
    const made = await admin('POST', url, {
      provider: 'infakt',
      name: 'inFakt',
      credentials: { apiKey: `  ${KEY}  ` },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'inFakt', state: 'active', hasKey: true },
    });
    const one = `${url}/${made.body.id}`;
    const patch = async (body: object) =>
      admin('PATCH', one, body, { 'if-match': String((await admin('GET', one)).headers['etag']) });
    expect((await patch({ name: 'Faktury' })).body.name).toBe('Faktury');
    expect((await patch({ isPaused: true })).body.state).toBe('paused');
    expect((await patch({ credentials: { apiKey: 'sandbox-inny-klucz' } })).body.state).toBe(
      'active',
    );
    expect((await patch({ credentials: { apiKey: KEY } })).status).toBe(200);
    expect(await admin('PATCH', one, { name: 'x' }, { 'if-match': 'W/"1"' })).toMatchObject({
      status: 412,
    });
    expect((await viewer('PATCH', one, { name: 'x' }, { 'if-match': 'W/"1"' })).status).toBe(403);
  });

  it('tells what the system allows and how much of it is spent, and nothing where the key cannot be opened', async () => {
    const [connection] = (await admin('GET', url)).body.items;
    expect(connection).toMatchObject({
      openRows: 0,
      hasWebhooks: true,
      requests: { allowedPerRun: expect.any(Number), perSeconds: 60, quietUntil: null },
    });
    expect(connection.requests.allowed).toBeGreaterThan(0);
    expect(connection.requests.spent).toBeLessThanOrEqual(1);
    const spoil = (sealed: string) =>
      firm.rows(`update connections set sealed_key = ${sealed} where account_id = $1`);
    await spoil("'broken' || sealed_key");
    expect((await admin('GET', url)).body.items[0].requests).toBeNull();
    await spoil('substr(sealed_key, 7)');
  });

  it('starts one run for a double click', async () => {
    const [connection] = (await admin('GET', url)).body.items;
    const runs = await Promise.all([
      admin('POST', `${url}/${connection.id}/syncs`),
      admin('POST', `${url}/${connection.id}/syncs`),
    ]);
    expect(runs.map((run) => run.status)).toEqual([202, 202]);
    expect(runs[0]!.body.id).toBe(runs[1]!.body.id);
    expect((await viewer('POST', `${url}/${connection.id}/syncs`)).status).toBe(403);
    expect(
      (await viewer('GET', `/accounts/${firm.accountId}/sync-runs/${runs[0]!.body.id}`)).body,
    ).toMatchObject({ state: 'queued', trigger: 'person', startedBy: 'admin-a' });
  });

  it.each([
    [{ provider: 'infakt', name: 'x' }, 'credentials'],
    [{ provider: 'infakt', name: 'x', credentials: {} }, 'credentials.apiKey'],
    [
      { provider: 'infakt', name: 'x', credentials: { apiKey: 'with blanks in it' } },
      'credentials.apiKey',
    ],
    [
      { provider: 'infakt', name: 'x', credentials: { apiKey: `${KEY}\r\nX-Evil: 1` } },
      'credentials.apiKey',
    ],
    [{ provider: 'nonesuch', name: 'x', credentials: { apiKey: KEY } }, 'provider'],
    [{ provider: 'infakt', name: '', credentials: { apiKey: KEY } }, 'name'],
    [
      {
        provider: 'infakt',
        name: 'x',
        credentials: { apiKey: KEY },
        baseUrl: 'http://169.254.169.254',
      },
      'baseUrl',
    ],
  ])('refuses %j and names the field', async (body, field) => {
    const answer = await admin('POST', url, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((problem: { field: string }) => problem.field)).toContain(field);
  });

  it('takes a connection away that has brought no invoices', async () => {
    const { body } = await admin('POST', url, {
      provider: 'infakt',
      name: 'pomylka',
      credentials: { apiKey: KEY },
    });
    expect((await viewer('DELETE', `${url}/${body.id}`)).status).toBe(403);
    expect((await admin('DELETE', `${url}/${body.id}`)).status).toBe(204);
    expect((await admin('GET', `${url}/${body.id}`)).status).toBe(404);
  });

  it('keeps a connection whose invoices must be looked at again, says so, and changes nothing', async () => {
    const { body } = await admin('POST', url, {
      provider: 'infakt',
      name: 'stale',
      credentials: { apiKey: KEY },
    });
    const client = await firm.client('Klient');
    const invoice = await firm.invoice(client, { number: 'FV/1', dueOn: '2026-05-01' });
    await firm.rows(
      `update invoices set connection_id = $2, collection = 'invoices', external_id = 'a', external_seq = 1
        where account_id = $1 and id = $3`,
      body.id,
      invoice,
    );
    const everything = () =>
      firm.rows(
        `select c::text as row from connections c where account_id = $1 union all select i::text from invoices i where account_id = $1
         union all select l::text from clients l where account_id = $1 union all select a::text from audit_entries a where account_id = $1 order by 1`,
      );
    const before = await everything();
    expect(await admin('DELETE', `${url}/${body.id}`)).toMatchObject({
      status: 422,
      body: {
        type: '/problems/has-invoices',
        detail: expect.stringContaining('Pause it instead'),
      },
    });
    expect(await everything()).toEqual(before);
    expect((await admin('GET', `${url}/${body.id}`)).status).toBe(200);
  });

  it('C04 never gives the key back, and keeps it sealed', async () => {
    expect(seen.length).toBeGreaterThan(10);
    for (const answer of seen) expect(answer).not.toContain(KEY);
    const rows = await firm.rows(
      'select c::text as row from connections c where account_id = $1 union all select a::text from audit_entries a where account_id = $1',
    );
    expect(JSON.stringify(rows)).not.toContain(KEY);
  });
});
