import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { localDate } from '@invoicetracker/calendar';

import { type PaperAbilities, PaperProvider } from '../../../../test/support/paper-provider.js';
import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import { Clock } from '../../../platform/clock/clock.js';
import { systemScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { DryRunSync } from './dry-run-sync.js';
import { StartSync } from './start-sync.js';

const MORNING = '2026-06-01T08:00:00+02:00';

let world: SyncWorld;
let synced: SyncedFirm;
let serial = 0;
beforeAll(async () => {
  world = await startSyncWorld(MORNING, { invoices: 0, mix: 'open' });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set(MORNING);
  synced = await SyncedFirm.make(world, `przebiegi-${(serial += 1)}`);
});

const provider = async (can: PaperAbilities): Promise<PaperProvider> => {
  const paper = new PaperProvider(() => world.clock.now(), can);
  await paper.playIn(world.product);
  return paper;
};
const cases = async () =>
  Object.fromEntries(
    (
      await synced.firm.rows<{ id: string; state: string }>(
        `select i.external_id as id, coalesce(c.closed_reason, c.state) as state from invoices i
           left join cases c on c.account_id = i.account_id and c.invoice_id = i.id where i.account_id = $1 order by 1`,
      )
    ).map(({ id, state }) => [id, state]),
  );
const count = async (table: string) =>
  Number(
    (
      await synced.firm.rows<{ n: string }>(
        `select count(*) as n from ${table} where account_id = $1`,
      )
    )[0]!.n,
  );
const connection = async () =>
  (
    await synced.firm.rows<{ changes_since: Date | null; retry_at: Date | null }>(
      'select changes_since, retry_at from connections where account_id = $1',
    )
  )[0]!;

describe('a list without an order', () => {
  it('tells at the end of the whole pass which open invoices are not on it any more', async () => {
    const paper = await provider({});
    for (const id of ['1', '2', '3', '4', '5']) paper.write(id);
    await synced.sync();
    paper.pay('1');
    paper.remove('4');
    paper.asked.length = 0;
    expect(await synced.sync()).toMatchObject({ state: 'succeeded', pass: 'full' });
    expect(paper.asked.filter((asked) => asked.startsWith('one')).sort()).toEqual([
      'one 1',
      'one 4',
    ]);
    expect(await cases()).toEqual({
      1: 'paid',
      2: 'active',
      3: 'active',
      4: 'removed',
      5: 'active',
    });
    expect([await count('sync_seen'), await count('sync_rechecks')]).toEqual([0, 0]);
  });

  it('is not forgotten when the pass breaks off at any page and another run goes on', async () => {
    for (const pages of [1, 2]) {
      synced = await SyncedFirm.make(world, `przerwa-${pages}`);
      const paper = await provider({});
      for (const id of ['1', '2', '3', '4', '5', '6']) paper.write(id);
      await synced.sync();
      paper.remove('6');
      paper.breaksAfterPages = pages;
      expect(await synced.sync()).toMatchObject({ state: 'failed', error: { actor: 'retry' } });
      expect(await count('sync_seen')).toBe(2 * pages);
      paper.breaksAfterPages = null;
      paper.asked.length = 0;
      await synced.sync();
      expect(paper.asked[0]).toBe(`open until 2026-06-03 from ${2 * pages}`);
      expect(paper.asked.filter((asked) => asked.startsWith('one'))).toEqual(['one 6']);
      expect(await count('sync_seen')).toBe(0);
    }
  });

  it('is rehearsed without leaving a trace', async () => {
    const paper = await provider({});
    for (const id of ['1', '2', '3', '4', '5']) paper.write(id);
    await synced.sync();
    paper.remove('2');
    paper.remove('4');
    const scope = systemScope(synced.firm.accountId);
    const dry = await (
      await world.product.get(DryRunSync)
    ).execute(scope, synced.connectionId, {}, new AbortController().signal);
    expect(dry).toMatchObject({ missing: 2, skipped: 3, added: 0 });
    expect([await count('sync_seen'), await count('sync_rechecks')]).toEqual([0, 0]);
  });

  it('says nothing of what is absent when the provider did not answer what it was asked', async () => {
    const paper = await provider({});
    for (const id of ['1', '2', '3']) paper.write(id);
    await synced.sync();
    paper.remove('3');
    paper.isFilterIgnored = true;
    paper.asked.length = 0;
    await synced.sync();
    expect(paper.asked.filter((asked) => asked.startsWith('one'))).toEqual([]);
    expect(await count('sync_seen')).toBe(0);
  });

  it('begins with a clean sheet when the pass before was given up', async () => {
    const paper = await provider({});
    for (const id of ['1', '2', '3', '4']) paper.write(id);
    paper.breaksAfterPages = 1;
    await synced.sync();
    const scope = systemScope(synced.firm.accountId);
    await (
      await world.product.get(StartSync)
    ).execute(scope, synced.connectionId, 'command', {
      isFull: true,
    });
    paper.breaksAfterPages = null;
    paper.remove('1');
    await synced.sync();
    expect(await cases()).toMatchObject({ 1: 'removed', 2: 'active' });
  });
});

describe('a provider that tells what has changed', () => {
  it('is asked for everything once a day and for changes in between', async () => {
    const paper = await provider({ changes: true });
    for (const id of ['1', '2', '3']) paper.write(id);
    expect(await synced.sync()).toMatchObject({ pass: 'full' });
    world.clock.set('2026-06-01T11:00:00+02:00');
    paper.pay('2');
    paper.write('4');
    paper.asked.length = 0;
    expect(await synced.sync()).toMatchObject({ pass: 'changes', counts: { new: 1, updated: 1 } });
    // an overlap of two hours before the first pass began
    expect(paper.asked[0]).toBe('changes since 2026-06-01T04:00 from 0');
    expect(await cases()).toEqual({ 1: 'active', 2: 'paid', 3: 'active', 4: 'active' });
    world.clock.set('2026-06-01T14:00:00+02:00');
    paper.asked.length = 0;
    expect(await synced.sync()).toMatchObject({ pass: 'changes' });
    expect(paper.asked).toEqual(['changes since 2026-06-01T07:00 from 0']);
    world.clock.set('2026-06-02T07:00:00+02:00');
    paper.remove('3');
    expect(await synced.sync()).toMatchObject({ pass: 'full' });
    expect(await cases()).toMatchObject({ 3: 'removed' });
  });

  it('loses no change when a pass over changes breaks off and is gone on with', async () => {
    const paper = await provider({ changes: true });
    paper.write('0');
    await synced.sync();
    world.clock.set('2026-06-01T12:00:00+02:00');
    for (const id of ['1', '2', '3', '4']) paper.write(id);
    paper.breaksAfterPages = 1;
    const before = await connection();
    expect(await synced.sync()).toMatchObject({ state: 'failed', pass: 'changes' });
    expect((await connection()).changes_since).toEqual(before.changes_since);
    paper.breaksAfterPages = null;
    expect(await synced.sync()).toMatchObject({ state: 'succeeded', pass: 'changes' });
    expect(Object.keys(await cases())).toEqual(['0', '1', '2', '3', '4']);
  });

  it('brings of what has changed only what is known here, owed in view, or corrects either', async () => {
    const paper = await provider({ changes: true });
    paper.write('known');
    await synced.sync();
    world.clock.set('2026-06-01T11:00:00+02:00');
    paper.pay('known');
    paper.write('owed');
    paper.write('paid-elsewhere', { openMinor: 0n, paidOn: localDate('2026-05-30') });
    paper.write('not-due', { dueOn: localDate('2026-07-30') });
    paper.write('draft', { isDraft: true });
    const credit = { kind: 'credit_note', grossMinor: -500n, openMinor: 0n } as const;
    paper.write('corrects-owed', { ...credit, correctsExternalId: 'owed' });
    paper.write('corrects-known', { ...credit, correctsExternalId: 'known' });
    paper.write('corrects-nothing-here', { ...credit, correctsExternalId: 'paid-elsewhere' });
    paper.pageSize = 10;
    expect(await synced.sync()).toMatchObject({ pass: 'changes', counts: { new: 3, updated: 1 } });
    expect(Object.keys(await cases())).toEqual([
      'corrects-known',
      'corrects-owed',
      'known',
      'owed',
    ]);
  });

  it('is asked for everything when somebody wants that', async () => {
    const paper = await provider({ changes: true });
    paper.write('1');
    await synced.sync();
    await (
      await world.product.get(StartSync)
    ).execute(systemScope(synced.firm.accountId), synced.connectionId, 'command', { isFull: true });
    expect(await synced.sync()).toMatchObject({ pass: 'full' });
  });
});

describe('a provider that only tells changes', () => {
  it('is asked from the beginning, then from where it says that it has told everything', async () => {
    const completeUntil = new Date('2026-06-01T05:59:00Z');
    const paper = await provider({ lists: false, changes: true, completeUntil });
    for (const id of ['1', '2', '3']) paper.write(id);
    expect(await synced.sync()).toMatchObject({ pass: 'changes', counts: { new: 3 } });
    expect(paper.asked[0]).toBe('changes since 1970-01-01T00:00 from 0');
    expect((await connection()).changes_since).toEqual(completeUntil);
    world.clock.set('2026-06-04T08:00:00+02:00');
    paper.asked.length = 0;
    expect(await synced.sync()).toMatchObject({ pass: 'changes', counts: { skipped: 3 } });
    expect(paper.asked[0]).toBe('changes since 2026-06-01T05:59 from 0');
  });

  it('opens the cases of invoices it told long before they were due', async () => {
    const paper = await provider({ lists: false, changes: true });
    paper.write('soon', { dueOn: localDate('2026-06-10') });
    paper.write('later', { dueOn: localDate('2026-06-30') });
    await synced.sync();
    expect(await cases()).toEqual({ later: null, soon: null });
    world.clock.set('2026-06-08T08:00:00+02:00');
    await synced.sync();
    expect(await cases()).toEqual({ later: null, soon: 'active' });
  });
});

describe('a run that failed because of the provider', () => {
  const due = async (at: Date) => {
    const tenancy = await world.product.get(Tenancy);
    const rows = await tenancy.withoutScope((tx) =>
      tx.query<{ account_id: string }>('select * from system_due_syncs($1, $2)', [
        world.clock.now(),
        at,
      ]),
    );
    return rows.some((row) => row.account_id === synced.firm.accountId);
  };

  it('comes back by itself, later each time, and with the schedule once it went well', async () => {
    const paper = await provider({});
    const clock = await world.product.get(Clock);
    paper.write('1');
    paper.breaksAfterPages = 0;
    const waits: number[] = [];
    for (let failed = 0; failed < 7; failed += 1) {
      const run = await synced.sync();
      const { retry_at: retryAt } = await connection();
      const told = clock.onCalendar(retryAt!).getTime();
      waits.push(Math.round((told - Date.parse(run.finishedAt!)) / 60_000));
      expect(await due(new Date(retryAt!.getTime() - 1000))).toBe(false);
      expect(await due(retryAt!)).toBe(true);
    }
    expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect(Math.max(...waits)).toBe(waits.at(-1));
    paper.breaksAfterPages = null;
    await synced.sync();
    expect((await connection()).retry_at).toBeNull();
    expect(await due(world.clock.now())).toBe(false);
  });
});
