import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Caller } from '../../../../test/support/product.js';
import {
  startSyncWorld,
  SyncedFirm,
  type SyncWorld,
} from '../../../../test/support/synced-firm.js';
import type { SyncDay } from './sync-statistics.dto.js';

const EMPTY = {
  runs: 0,
  failed: 0,
  durationMs: 0,
  apiCalls: 0,
  new: 0,
  updated: 0,
  closed: 0,
  setAside: 0,
};

describe('syncs over time', () => {
  let world: SyncWorld;
  let ours: SyncedFirm;
  let call: Caller;
  let url: string;

  /** A run as it lies in the history, without having asked a provider. */
  const note = (firm: SyncedFirm, queuedAt: string, state: string, seconds: number) =>
    world.product.owner.query(
      `insert into sync_runs (account_id, id, connection_id, trigger, state, queued_at, started_at, finished_at,
                              api_calls, new_count, updated_count, closed_count, set_aside_count)
       values ($1, uuidv7(), $2, 'schedule', $3, $4::timestamptz, $4::timestamptz, $4::timestamptz + make_interval(secs => $5),
               7, 5, 3, 2, 1)`,
      [firm.firm.accountId, firm.connectionId, state, queuedAt, seconds],
    );

  beforeAll(async () => {
    world = await startSyncWorld('2026-06-10T10:00:00+02:00', { invoices: 1 });
    ours = await SyncedFirm.make(world, 'nasza');
    const theirs = await SyncedFirm.make(world, 'cudza');
    const userId = await world.product.user('anna');
    await world.product.owner.query(
      `insert into memberships (account_id, user_id, role, created_at) values ($1, $2, 'viewer', now())`,
      [ours.firm.accountId, userId],
    );
    // Both within the same day in Warsaw, though not in Greenwich.
    await note(ours, '2026-06-07T22:30:00Z', 'succeeded', 1.5);
    await note(ours, '2026-06-08T21:59:00Z', 'failed', 2);
    await note(ours, '2026-06-08T22:00:00Z', 'succeeded', 4);
    await note(theirs, '2026-06-08T10:00:00Z', 'succeeded', 9);
    call = await world.product.signedIn('anna');
    url = `/accounts/${ours.firm.accountId}/sync-runs/statistics`;
  });
  afterAll(() => world.close());

  it("adds up the runs of each of the account's days, and no other firm's", async () => {
    const { status, body } = await call('GET', `${url}?from=2026-06-07&to=2026-06-09`);
    expect(status).toBe(200);
    expect(body).toEqual({
      from: '2026-06-07',
      to: '2026-06-09',
      days: [
        { day: '2026-06-07', ...EMPTY },
        {
          day: '2026-06-08',
          runs: 2,
          failed: 1,
          durationMs: 3500,
          apiCalls: 14,
          new: 10,
          updated: 6,
          closed: 4,
          setAside: 2,
        },
        {
          day: '2026-06-09',
          runs: 1,
          failed: 0,
          durationMs: 4000,
          apiCalls: 7,
          new: 5,
          updated: 3,
          closed: 2,
          setAside: 1,
        },
      ],
    });
  });

  it('tells the last 30 days where none are named', async () => {
    const { body } = await call('GET', url);
    expect([body.from, body.to]).toEqual(['2026-05-12', '2026-06-10']);
    expect(body.days).toHaveLength(30);
    expect(body.days.reduce((sum: number, day: SyncDay) => sum + day.runs, 0)).toBe(3);
  });

  it('narrows them to one connection', async () => {
    const other = await ours.connectAnother('druga');
    const { body } = await call('GET', `${url}?connectionId=${other.connectionId}`);
    expect(body.days.every((day: SyncDay) => day.runs === 0)).toBe(true);
    const same = await call('GET', `${url}?connectionId=${ours.connectionId}`);
    expect(same.body.days.some((day: SyncDay) => day.runs === 2)).toBe(true);
  });

  it('tells 92 days, those of a change of the clock too', async () => {
    const { body } = await call('GET', `${url}?from=2026-03-01&to=2026-05-31`);
    expect(new Set(body.days.map((day: SyncDay) => day.day)).size).toBe(92);
  });

  it.each([
    ['from=2026-06-01', 'to', 422],
    ['to=2026-06-01', 'from', 422],
    ['from=2026-06-02&to=2026-06-01', 'to', 422],
    ['from=2026-03-01&to=2026-06-01', 'to', 422],
    ['from=2026-02-30&to=2026-03-01', 'from', 400],
    ['connectionId=mine', 'connectionId', 400],
    ['day=2026-06-01', 'day', 400],
  ])('refuses "%s" and names "%s"', async (query, field, refusal) => {
    const { status, body } = await call('GET', `${url}?${query}`);
    expect(status).toBe(refusal);
    expect(body.errors.map((problem: { field: string }) => problem.field)).toEqual([field]);
  });
});
