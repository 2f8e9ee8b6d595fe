import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { RefreshInvoices } from '../../src/modules/providers/contract/refresh-invoices.js';
import { RunSync } from '../../src/modules/providers/sync/run-sync.js';
import { StartSync } from '../../src/modules/providers/sync/start-sync.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';

type FaultKind = Parameters<SyncWorld['sandbox']['infakt']['fault']>[0]['kind'];

describe('a provider that fails and lies', () => {
  let world: SyncWorld;
  let clean: unknown;
  let count = 0;

  beforeAll(async () => {
    world = await startSyncWorld(NOW, { invoices: 282, mix: 'lifelike' });
    clean = await (async () => {
      const synced = await firmOfOneBook();
      await synced.syncToTheEnd();
      return synced.endState();
    })();
  });
  afterAll(() => world.close());
  afterEach(() => world.sandbox.infakt.clearFaults());

  /** A new account on the same books each time, so that end states can be compared. */
  const firmOfOneBook = () => SyncedFirm.make(world, `Firma ${(count += 1)}`, 'sandbox-ksiegi');
  const documents =
    /\/(invoices|corrective_invoices|margin_invoices|advance_invoices|final_invoices|oss_invoices|corrective_oss_invoices|clients)\.json/;
  const fault = (kind: FaultKind, times = 1, match = documents.source, more: object = {}) =>
    world.sandbox.infakt.fault({ match, kind, times, ...more });

  it.each<[FaultKind, number]>([
    ['429', 1],
    ['429-retry-after', 2],
    ['500', 2],
    ['cut', 2],
    ['html', 2],
    ['duplicate-rows', 3],
  ])('comes to the same end through "%s" (%i times)', async (kind, times) => {
    const synced = await firmOfOneBook();
    fault(kind, times);
    await synced.syncToTheEnd();
    expect(await synced.endState()).toEqual(clean);
  });

  it('counts what it had to repeat', async () => {
    const synced = await firmOfOneBook();
    fault('500', 2);
    expect((await synced.sync()).counts.retries).toBe(2);
  });

  it('ends with a readable outcome when the provider stays away, keeps what it has, and goes on next time', async () => {
    const synced = await firmOfOneBook();
    fault('500', 1000, '/margin_invoices');
    const run = await synced.sync();
    expect(run).toMatchObject({ state: 'failed', error: { actor: 'retry' } });
    expect(run.error!.detail.length).toBeGreaterThan(10);
    const [kept] = await synced.firm.rows<{ invoices: number }>(
      'select count(*)::int as invoices from invoices where account_id = $1',
    );
    expect(kept!.invoices).toBeGreaterThan(50);
    world.sandbox.infakt.clearFaults();
    world.sandbox.infakt.resetRequests();
    expect(await synced.sync()).toMatchObject({ state: 'succeeded' });
    expect(
      Object.keys(world.sandbox.infakt.requests().counts).filter((path) =>
        path.endsWith('/clients.json'),
      ),
    ).toEqual([]);
    expect(await synced.endState()).toEqual(clean);
  });

  it('asks for a new key when the key is refused, and shows it nowhere', async () => {
    const synced = await SyncedFirm.make(world, 'Zly Klucz', 'tajny-klucz-9471');
    const run = await synced.sync();
    expect(run).toMatchObject({ state: 'failed', error: { actor: 'reconnect' } });
    expect(await synced.firm.rows('select state from connections where account_id = $1')).toEqual([
      { state: 'needs_reconnect' },
    ]);
    for (const table of ['connections', 'sync_runs', 'sync_issues', 'audit_entries']) {
      expect(
        JSON.stringify(
          await synced.firm.rows(`select t::text from ${table} t where account_id = $1`),
        ),
      ).not.toContain('tajny-klucz-9471');
    }
  });

  it('sets rows aside that make no sense, with the reason, and takes the others', async () => {
    const synced = await firmOfOneBook();
    fault('bad-row', 1, '/invoices.json');
    const run = await synced.sync();
    expect(run).toMatchObject({ state: 'succeeded' });
    const issues = await synced.firm.rows<{ reason: string; detail: string }>(
      "select reason, detail from sync_issues where account_id = $1 and collection = 'invoices'",
    );
    expect(issues.length).toBeGreaterThan(0);
    expect(issues[0]!.detail.length).toBeGreaterThan(5);
    const [row] = await synced.firm.rows<{ invoices: number }>(
      "select count(*)::int as invoices from invoices where account_id = $1 and collection = 'invoices'",
    );
    const all = (clean as { invoices: { collection: string }[] }).invoices.filter(
      (invoice) => invoice.collection === 'invoices',
    ).length;
    expect(row!.invoices).toBeGreaterThanOrEqual(all - issues.length);
    await synced.syncToTheEnd();
    expect(await synced.endState()).toEqual(clean);
  });

  it('never lets an invoice change its currency', async () => {
    const synced = await firmOfOneBook();
    await synced.syncToTheEnd();
    fault('wrong-currency', 1, '/invoices.json');
    await synced.sync();
    expect(await synced.endState()).toEqual(clean);
    const issues = await synced.firm.rows<{ reason: string }>(
      "select distinct reason from sync_issues where account_id = $1 and collection = 'invoices' and reason like '%currency%'",
    );
    expect(issues.length).toBeGreaterThan(0);
  });

  it('never acts on rows that a filter should have kept out', async () => {
    const synced = await firmOfOneBook();
    fault('ignore-filter', 1000);
    await synced.syncToTheEnd();
    const [row] = await synced.firm.rows<{ wrong: number }>(
      "select count(*)::int as wrong from cases where account_id = $1 and state = 'active' and (balance_minor <= 0 or due_on > '2026-06-03')",
    );
    expect(row!.wrong).toBe(0);
    world.sandbox.infakt.clearFaults();
    await synced.syncToTheEnd();
    expect(((await synced.endState()) as { cases: unknown }).cases).toEqual(
      (clean as { cases: unknown }).cases,
    );
  });

  it('goes on at its cursor after a worker died, wherever that was, and comes to the same end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 11 }), async (requestsBeforeDeath) => {
        const synced = await firmOfOneBook();
        const scope = systemScope(synced.firm.accountId);
        const runId = await (
          await world.product.get(StartSync)
        ).execute(scope, synced.connectionId, 'person');
        const run = await world.product.get(RunSync);
        // A worker that dies writes nothing any more: the lease is taken from it in the middle of its work.
        let isOver = false;
        const before = world.sandbox.infakt.requests().total;
        const dying = run
          .execute(scope, runId, new AbortController().signal)
          .finally(() => (isOver = true));
        while (!isOver && world.sandbox.infakt.requests().total < before + requestsBeforeDeath)
          await new Promise((resolve) => setTimeout(resolve, 2));
        await world.product.owner.query(
          "update sync_runs set lease_until = now() - interval '1 minute' where id = $1 and state = 'running'",
          [runId],
        );
        await run.execute(scope, runId, new AbortController().signal);
        await dying;
        await synced.syncToTheEnd();
        expect(await synced.endState()).toEqual(clean);
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  it('says before a notice whether an invoice is still open', async () => {
    const synced = await SyncedFirm.make(world, 'Odswiez', 'sandbox-odswiez');
    await synced.syncToTheEnd();
    const refresh = await world.product.get(RefreshInvoices);
    const scope = systemScope(synced.firm.accountId);
    const [first, second] = await synced.firm.rows<{ id: string; uuid: string }>(
      "select i.id, i.external_id as uuid from cases c join invoices i on i.id = c.invoice_id where c.account_id = $1 and c.state = 'active' and i.collection = 'invoices' order by i.external_id limit 2",
    );
    expect(await refresh.execute(scope, [first!.id, second!.id])).toEqual({ state: 'fresh' });
    world.sandbox.infakt.pay(synced.key, { uuid: first!.uuid });
    world.sandbox.infakt.remove(synced.key, { uuid: second!.uuid });
    expect(await refresh.execute(scope, [first!.id, second!.id])).toEqual({ state: 'fresh' });
    expect(
      await synced.firm.rows(
        'select closed_reason from cases where account_id = $1 and invoice_id = any ($2::uuid[]) order by 1',
        [first!.id, second!.id],
      ),
    ).toEqual([{ closed_reason: 'paid' }, { closed_reason: 'removed' }]);
    const [third] = await synced.firm.rows<{ id: string }>(
      "select c.invoice_id as id from cases c join invoices i on i.id = c.invoice_id where c.account_id = $1 and c.state = 'active' and i.collection = 'invoices' limit 1",
    );
    fault('500', 1000, '.*');
    expect(await refresh.execute(scope, [third!.id])).toMatchObject({ state: 'stale' });
    world.sandbox.infakt.clearFaults();
    await synced.firm.rows("update connections set state = 'paused' where account_id = $1");
    expect(await refresh.execute(scope, [third!.id])).toMatchObject({
      state: 'stale',
      code: 'connection-paused',
    });
  });
});

describe('a small request budget', () => {
  let world: SyncWorld;
  beforeAll(async () => {
    world = await startSyncWorld(NOW, { mix: 'lifelike' }, { SYNC_READS_PER_RUN: '4' });
  });
  afterAll(() => world.close());

  it('is never exceeded, and the next run goes on where this one stopped', async () => {
    const synced = await SyncedFirm.make(world, 'maly-budzet');
    const states: string[] = [];
    for (let run = await synced.sync(); ; run = await synced.sync()) {
      states.push(run.state);
      expect(run.counts.apiCalls).toBeLessThanOrEqual(4);
      if (run.state === 'succeeded') break;
      expect(run).toMatchObject({ state: 'paused', isBudgetSpent: true, error: null });
    }
    expect(states.length).toBeGreaterThan(2);
    const other = await SyncedFirm.make(world, 'duzy', 'sandbox-maly-budzet');
    await other.syncToTheEnd();
    expect(await synced.endState()).toEqual(await other.endState());
  });
});
