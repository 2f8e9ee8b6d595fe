import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';

import { type Caller, type Product } from '../support/product.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

describe('the export of an account', () => {
  let world: SyncWorld;
  let product: Product;
  let operator: Caller;
  let token: string;
  let firm: SyncedFirm;
  let other: SyncedFirm;

  beforeAll(async () => {
    world = await startSyncWorld('2026-03-17T10:00:00+01:00', { limits: false });
    product = world.product;
    await product.user('operator', true);
    operator = await product.signedIn('operator');
    const reply = await (
      await product.api()
    ).inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      payload: { username: 'operator', password: 'correct horse battery staple' },
    });
    token = reply.json().accessToken;
    firm = await SyncedFirm.make(world, 'eksport', 'sandbox-canary-key-4711');
    await firm.sync();
    other = await SyncedFirm.make(world, 'marker-of-the-other-firm');
    await other.sync();
    await firm.firm.rows(
      `insert into senders (account_id, host, port, security, from_name, from_email, sealed_password, created_at, updated_at)
       values ($1, 'smtp.x.example', 465, 'tls', 'x', 'x@x.example', 'v1.k1.canary-sealed-password', now(), now()) returning 1`,
    );
  });
  afterAll(() => world.close());

  const download = async (accountId: string) => {
    const reply = await (
      await product.api()
    ).inject({
      url: `/api/v1/admin/accounts/${accountId}/export`,
      headers: { authorization: `Bearer ${token}` },
    });
    return reply;
  };

  it('has every row of every table, and nothing of anybody else', async () => {
    const reply = await download(firm.firm.accountId);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('application/zip');
    const files = unzipSync(reply.rawPayload);
    const { rows: tables } = await product.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'idempotency_keys'
          and has_table_privilege('invoicetracker_app', c.oid, 'select')`,
    );
    expect(Object.keys(files).sort()).toEqual(
      [...tables.map((table) => `${table.name}.ndjson`), 'accounts.ndjson'].sort(),
    );
    for (const { name } of tables) {
      const { rows } = await product.owner.query<{ n: number }>(
        `select count(*)::int as n from ${name} where account_id = $1`,
        [firm.firm.accountId],
      );
      const lines = strFromU8(files[`${name}.ndjson`]!).split('\n').slice(0, -1);
      for (const line of lines) expect(JSON.parse(line).account_id).toBe(firm.firm.accountId);
      expect({ name, lines: lines.length }).toEqual({ name, lines: rows[0]!.n });
    }
    const everything = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('\n');
    expect(everything.length).toBeGreaterThan(10_000);
    expect(everything).not.toContain('marker-of-the-other-firm');
    expect(everything).not.toContain(other.firm.accountId);
  });

  it('C04 has no secret in it, sealed or not', async () => {
    const files = unzipSync((await download(firm.firm.accountId)).rawPayload);
    const everything = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('\n');
    for (const canary of [
      'canary-key-4711',
      'canary-sealed-password',
      'sealed_',
      'token_hash',
      'key_hash',
    ])
      expect(everything).not.toContain(canary);
  });

  it('goes over page after page without losing or repeating a row', async () => {
    const client = await firm.firm.client('Wielu');
    await firm.firm.rows(
      `insert into client_contacts (account_id, client_id, email, source, position, created_at)
       select $1, $2, 'strona-' || n || '@x.example', 'provider', n + 1, now() from generate_series(1, 2500) n returning 1`,
      client,
    );
    const files = unzipSync((await download(firm.firm.accountId)).rawPayload);
    const emails = strFromU8(files['client_contacts.ndjson']!)
      .split('\n')
      .filter((line) => line.includes('strona-'))
      .map((line) => JSON.parse(line).email);
    expect(new Set(emails).size).toBe(2500);
    expect(emails).toHaveLength(2500);
  });

  it('A13 asks for a recent proof, and leaves both trails', async () => {
    expect((await download('018f0000-0000-7000-8000-000000000000')).statusCode).toBe(404);
    const { rows } = await product.owner.query(
      "select (select count(*)::int from audit_entries where account_id = $1 and action = 'account.exported') as own, (select count(*)::int from instance_audit_entries where object_id = $1::text and action = 'account.exported') as instance",
      [firm.firm.accountId],
    );
    expect(rows[0].own).toBeGreaterThan(0);
    expect(rows[0].instance).toBe(rows[0].own);
    await product.owner.query("update sessions set verified_at = now() - interval '6 minutes'");
    expect((await download(firm.firm.accountId)).json().code).toBe('step-up-required');
    expect((await operator('GET', '/admin/accounts')).status).toBe(200);
  });
});
