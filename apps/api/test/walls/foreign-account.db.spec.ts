import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../factories/firm.js';
import { type Caller, Product } from '../support/product.js';

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
}

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8'),
) as {
  paths: Record<string, Record<string, unknown>>;
};
const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => ({
    method: method.toUpperCase() as Operation['method'],
    path: path.replace('/api/v1', ''),
  })),
);
const inAccount = operations.filter((operation) => operation.path.includes('{accountId}'));

describe('another account', () => {
  let product: Product;
  let theirs: Firm;
  let ours: Firm;
  let call: Caller;
  let ids: Record<string, string>;

  beforeAll(async () => {
    product = await Product.start();
    product.clock.set('2026-06-01T10:00:00Z');
    const annaId = await product.user('anna');
    ours = await Firm.make(product, 'Nasza', [{ userId: annaId, role: 'admin' }]);
    theirs = await Firm.make(product, 'Obca', [
      { userId: await product.user('obcy'), role: 'admin' },
    ]);
    await theirs.invoice(await theirs.client('Tajny Klient'), {
      number: 'TAJNE/1',
      dueOn: '2026-05-01',
    });
    await theirs.settle('2026-06-01');
    const [row] = await theirs.rows<{ id: string; client_id: string }>(
      'select id, client_id from cases where account_id = $1',
    );
    const [connection] = await theirs.rows<{ id: string }>(
      `insert into connections (account_id, provider, name, sealed_key, key_set_at, created_at, updated_at) values ($1, 'infakt', 'tajne', 'x', now(), now(), now()) returning id`,
    );
    const [run] = await theirs.rows<{ id: string }>(
      `insert into sync_runs (account_id, connection_id, trigger, state, queued_at) values ($1, $2, 'person', 'succeeded', now()) returning id`,
      connection!.id,
    );
    const [notice] = await theirs.rows<{ id: string }>(
      `insert into notices (account_id, client_id, stage_key, stage_position, audience, channel, language, state, planned_on, not_before, created_at)
       values ($1, $2, 'demand', 3, 'client', 'email', 'pl', 'refused', '2026-06-01', now(), now()) returning id`,
      row!.client_id,
    );
    ids = {
      caseId: row!.id,
      connectionId: connection!.id,
      runId: run!.id,
      noticeId: notice!.id,
      stageKey: 'demand',
      language: 'pl',
    };
    call = await product.signedIn('anna');
  });
  afterAll(() => product.close());

  const fill = (path: string, accountId: string) =>
    path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
      name === 'accountId' ? accountId : (ids[name] ?? '018f0000-0000-7000-8000-000000000000'),
    );
  const withoutRequestId = (body: Record<string, unknown>) => ({ ...body, requestId: '' });
  const dump = async () => {
    const tables = await product.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
    );
    const rows: Record<string, unknown> = {};
    for (const { name } of tables.rows)
      rows[name] = (
        await theirs.rows(
          `select md5(string_agg(t::text, '|' order by t::text)) as sum from ${name} t where account_id = $1`,
        )
      )[0];
    return rows;
  };

  it('has operations to be tried', () => {
    expect(inAccount.length).toBeGreaterThan(15);
  });

  it.each(inAccount.map((operation) => [operation.method, operation.path] as const))(
    'T01 %s %s answers 404 for a foreign account, like one that is not there',
    async (method, path) => {
      const before = await dump();
      const foreign = await call(
        method,
        fill(path, theirs.accountId),
        method === 'GET' || method === 'DELETE' ? undefined : {},
        { 'if-match': 'W/"1"' },
      );
      const absent = await call(
        method,
        fill(path, '018f0000-0000-7000-8000-000000000000'),
        method === 'GET' || method === 'DELETE' ? undefined : {},
        { 'if-match': 'W/"1"' },
      );
      expect(foreign.status).toBe(404);
      expect(withoutRequestId(foreign.body)).toEqual(withoutRequestId(absent.body));
      expect(await dump()).toEqual(before);
    },
  );

  it.each(
    inAccount
      .filter((operation) => /\{(caseId|connectionId|runId|noticeId)\}/.test(operation.path))
      .map((operation) => [operation.method, operation.path] as const),
  )('T07 %s %s finds no foreign row through the own account', async (method, path) => {
    const before = await dump();
    const bodies: Record<string, unknown> = {
      hold: { reason: 'x', until: null },
      resolve: { outcome: 'sent' },
      syncs: {},
      PATCH: { name: 'x' },
    };
    const payload =
      method === 'GET' || method === 'DELETE'
        ? undefined
        : (bodies[path.split('/').at(-1)!] ?? bodies[method] ?? {});
    const answer = await call(method, fill(path, ours.accountId), payload, { 'if-match': 'W/"1"' });
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer.body)).not.toMatch(/tajn/i);
    expect(await dump()).toEqual(before);
  });

  it.each(
    operations
      .filter((operation) => !/auth|health|instance/.test(operation.path))
      .map((operation) => [operation.method, operation.path] as const),
  )('%s %s wants a token', async (method, path) => {
    const api = await product.api();
    for (const authorization of [
      undefined,
      'Bearer x.y.z',
      'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
      'Basic YW5uYTp4',
    ]) {
      const answer = await api.inject({
        method,
        url: `/api/v1${fill(path, ours.accountId)}`,
        headers: authorization === undefined ? {} : { authorization },
      });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  });

  it('T10 takes a membership away from the next request on', async () => {
    const userId = await product.user('odchodzi');
    await product.owner.query("insert into memberships values ($1, $2, 'accountant', now())", [
      ours.accountId,
      userId,
    ]);
    const leaving = await product.signedIn('odchodzi');
    expect((await leaving('GET', `/accounts/${ours.accountId}/cases`)).status).toBe(200);
    await product.owner.query('delete from memberships where user_id = $1', [userId]);
    expect((await leaving('GET', `/accounts/${ours.accountId}/cases`)).status).toBe(404);
  });

  it('lets a viewer read and change nothing', async () => {
    const userId = await product.user('patrzy');
    await product.owner.query("insert into memberships values ($1, $2, 'viewer', now())", [
      ours.accountId,
      userId,
    ]);
    const viewer = await product.signedIn('patrzy');
    for (const { method, path } of inAccount.filter((operation) => operation.method !== 'GET')) {
      const answer = await viewer(
        method,
        fill(path, ours.accountId),
        method === 'DELETE' ? undefined : {},
        { 'if-match': 'W/"1"' },
      );
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 403 });
    }
  });
});
