import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Caller } from '../../../../test/support/product.js';
import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { RunSync } from './run-sync.js';
import { StartSync } from './start-sync.js';
import { SyncLease } from './sync-lease.js';

describe('cancelling a sync', () => {
  let world: SyncWorld;
  let call: Caller;

  beforeAll(async () => {
    world = await startSyncWorld('2026-06-01T10:00:00+02:00', { invoices: 350, mix: 'open' });
    await world.product.user('anna');
    call = await world.product.signedIn('anna');
  });
  afterAll(() => world.close());

  async function make(name: string): Promise<SyncedFirm> {
    const synced = await SyncedFirm.make(world, name);
    await synced.firm.rows(
      "insert into memberships (account_id, user_id, role, created_at) select $1, id, 'accountant', now() from users where username = 'anna'",
    );
    return synced;
  }
  const cancel = (synced: SyncedFirm, runId: string) =>
    call('POST', `/accounts/${synced.firm.accountId}/sync-runs/${runId}/cancel`);
  const begin = async (synced: SyncedFirm) => {
    const scope = systemScope(synced.firm.accountId);
    return (await world.product.get(StartSync)).execute(scope, synced.connectionId, 'person');
  };
  const carryOut = async (synced: SyncedFirm, runId: string) =>
    (await world.product.get(RunSync)).execute(
      systemScope(synced.firm.accountId),
      runId,
      new AbortController().signal,
    );
  const countOf = async ({ firm }: SyncedFirm): Promise<number> => {
    const sql = 'select count(*)::int as n from invoices where account_id = $1';
    return (await firm.rows<{ n: number }>(sql))[0]!.n;
  };

  it('never starts one that was waiting', async () => {
    const synced = await make('czeka');
    const runId = await begin(synced);
    const { status, body } = await cancel(synced, runId);
    expect(status).toBe(200);
    expect(body.state).toBe('cancelled');
    await carryOut(synced, runId);
    expect(await countOf(synced)).toBe(0);
    expect((await cancel(synced, runId)).status).toBe(200);
  });

  it('tells how long one really took, even when the calendar was moved while it went', async () => {
    const synced = await make('kalendarz');
    const runId = await begin(synced);
    const lease = await world.product.get(SyncLease);
    await lease.take(systemScope(synced.firm.accountId), runId);
    world.clock.advance({ days: 7 });
    const { body } = await cancel(synced, runId);
    expect(body.durationMs).toBeGreaterThanOrEqual(0);
    expect(body.durationMs).toBeLessThan(60_000);
  });

  it('stops a running one at the border of a page, and the next one goes on there', async () => {
    const straight = await make('prosto');
    await straight.syncToTheEnd();
    const synced = await make('biegnie');
    const runId = await begin(synced);
    world.sandbox.infakt.fault({
      match: '^/invoices\\.json',
      kind: 'slow',
      delayMs: 400,
      times: 9,
    });
    const carriedOut = carryOut(synced, runId);
    while ((await countOf(synced)) === 0) await delay(20);
    // The next page is on its way now.
    expect((await cancel(synced, runId)).body.state).toBe('cancelled');
    await carriedOut;
    world.sandbox.infakt.clearFaults();
    const [run] = await synced.firm.rows<{ seen_count: number }>(
      'select state, seen_count, total_count, cursor is not null as can_go_on, api_calls from sync_runs where account_id = $1 and id = $2',
      runId,
    );
    expect(run).toMatchObject({ state: 'cancelled', can_go_on: true });
    const read = run!.seen_count;
    expect(await countOf(synced)).toBe(read);
    expect(read).toBeLessThan(350);

    const next = await synced.sync();
    expect(next.state).toBe('succeeded');
    expect(next.counts.new).toBe((await countOf(synced)) - read);
    expect(next.seen).toBeGreaterThanOrEqual(next.total!);
  });

  it('says so when the run has ended', async () => {
    const synced = await make('koniec');
    const run = await synced.sync();
    const { status, body } = await cancel(synced, run.id);
    expect(status).toBe(409);
    expect(body.code).toBe('sync-run-ended');
  });

  it('leaves an entry in the audit', async () => {
    const synced = await make('slad');
    const runId = await begin(synced);
    await cancel(synced, runId);
    const entries = await synced.firm.rows(
      "select actor_kind, object_id, after from audit_entries where account_id = $1 and action = 'sync.cancelled'",
    );
    expect(entries).toEqual([
      { actor_kind: 'user', object_id: synced.connectionId, after: { runId } },
    ]);
  });
});
