import { randomBytes, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { type Caller, Product } from '../../../test/support/product.js';
import { Sealer } from '../../platform/sealing/sealer.js';

const older = `k1:${randomBytes(32).toString('base64')}`;

let product: Product;
let firm: Firm;
let operator: Caller;
beforeAll(async () => {
  product = await Product.start({
    SEALING_KEYS: `k2:${randomBytes(32).toString('base64')},${older}`,
  });
  // every rate that comes with the product reaches this day
  product.clock.set('2026-11-20T10:00:00Z');
  firm = await Firm.make(product, 'Firma');
  await product.user('operator-olga', true);
  operator = await product.signedIn('operator-olga');
});
afterAll(() => product.close());

const health = async () => (await operator('GET', '/admin/health')).body;

it('has no alarms while all is well', async () => {
  expect(await health()).toMatchObject({
    alarms: [],
    sealing: {
      keys: [
        { keyId: 'k2', isNewest: true, values: 0 },
        { keyId: 'k1', values: 0 },
      ],
    },
  });
});

it('O01 raises an alarm for a broken audit chain', async () => {
  await firm.rows(
    `insert into audit_checks (account_id, checked_at, entries, problem, broken_since)
     values ($1, now(), 0, '{"seq": 1, "kind": "changed"}', now())`,
  );
  expect((await health()).alarms).toMatchObject([
    { kind: 'audit-broken', accountId: firm.accountId, detail: 'entry 1: changed' },
  ]);
});

it('raises an alarm for jobs that gave up, and for a queue that nobody works off', async () => {
  const insert = (state: string, at: string) =>
    product.owner.query(
      `insert into pgboss.job (id, name, data, state, start_after, created_on, completed_on)
       values ($1, 'send-notices', '{}', '${state}', ${at}, ${at}, ${state === 'failed' ? at : 'null'})`,
      [randomUUID()],
    );
  await insert('created', "now() - interval '20 minutes'");
  await insert('failed', "now() - interval '2 hours'");
  await insert('failed', "now() - interval '2 days'");
  const { alarms, queues } = await health();
  expect(alarms.slice(1)).toMatchObject([
    { kind: 'job-failed', accountId: null, detail: 'send-notices: 1' },
    { kind: 'queue-stuck', accountId: null, detail: 'send-notices: 1' },
  ]);
  expect(queues.find((queue: { name: string }) => queue.name === 'send-notices')).toMatchObject({
    waiting: 1,
    failed: 1,
  });
});

it('raises an alarm for a provider that is left alone because it fails, until it answers', async () => {
  const report = (failure: string | null) =>
    product.owner.query(`select system_report_request('infakt:api', $1, now())`, [failure]);
  const pause = `select system_pause_requests('ksef:api', now() + interval '1 hour', now())`;
  await report('provider-failing');
  await product.owner.query(pause);
  expect((await health()).providerHosts).toMatchObject([
    { name: 'infakt:api', state: 'failing', failures: 1, againAt: null },
    { name: 'ksef:api', state: 'paused', againAt: expect.any(String) },
  ]);
  for (let failed = 1; failed < 8; failed += 1) await report('unreachable');
  const { alarms, providerHosts } = await health();
  expect(alarms).toContainEqual(
    expect.objectContaining({ kind: 'provider-down', detail: 'infakt:api: unreachable' }),
  );
  expect(providerHosts[0]).toMatchObject({ state: 'down', againAt: expect.any(String) });
  await report(null);
  expect((await health()).alarms).not.toContainEqual(
    expect.objectContaining({ kind: 'provider-down' }),
  );
});

it('C02 says how many secrets an older key still seals', async () => {
  const id = randomUUID();
  const sealed = new Sealer(older).seal('x', {
    accountId: firm.accountId,
    table: 'connections',
    column: 'sealed_key',
    rowId: id,
  });
  await firm.rows(
    `insert into connections (account_id, id, provider, name, sealed_key, key_set_at, created_at, updated_at)
     values ($1, '${id}', 'infakt', 'inFakt', '${sealed}', now(), now(), now())`,
  );
  expect((await health()).sealing.keys[1]).toEqual({ keyId: 'k1', isNewest: false, values: 1 });
});
