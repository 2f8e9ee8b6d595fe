import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { StartSync } from '../../src/modules/providers/sync/start-sync.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';
import { buildWorker, WorkerProcess } from '../support/worker-process.js';

const ACCOUNTS = 50;
/** The provider's minute passes three times as fast, so it allows three times as much of ours. */
const FASTER = 3;
/** Runs two workers carry out at a time: whoever waits for one of these places is not waiting for a turn. */
const SIDE_BY_SIDE = 8;

interface Run {
  readonly state: string;
  readonly error: string | null;
  readonly calls: number;
  readonly retries: number;
  readonly invoices: number;
  readonly started: Date;
  readonly finished: Date;
}

describe('fifty accounts whose syncs begin at once', () => {
  let world: SyncWorld;
  let workers: WorkerProcess[] = [];
  beforeAll(async () => {
    buildWorker();
    world = await startSyncWorld(
      '2026-06-01T10:00:00+02:00',
      { invoices: 40, mix: 'lifelike', limits: true, monotonic: () => performance.now() * FASTER },
      // a little less than it allows: time that is compressed also compresses the way to the provider
      { INFAKT_READS_PER_MINUTE: String(250 * FASTER) },
    );
    for (let made = 0; made < ACCOUNTS; made += 1) {
      const { firm, connectionId } = await SyncedFirm.make(world, `firma-${made}`);
      const start = await world.product.get(StartSync);
      await start.execute(systemScope(firm.accountId), connectionId, 'schedule');
    }
  }, 120_000);
  afterAll(async () => {
    for (const worker of workers) await worker.kill();
    await world.close();
  });

  const runs = async (): Promise<Run[]> =>
    (
      await world.product.owner.query<Run>(
        `select state, error_code as error, api_calls as calls, retries, new_count as invoices, started_at as started, finished_at as finished
           from sync_runs order by started_at`,
      )
    ).rows;
  /** Runs that began later and ended earlier. */
  const overtakersOf = (run: Run, all: readonly Run[]): number =>
    all.filter((other) => other.started > run.started && other.finished < run.finished).length;

  it('all come to their end on two workers, in turn, and the provider is never asked too often', async () => {
    workers = [WorkerProcess.start(world.product), WorkerProcess.start(world.product)];
    let all = await runs();
    while (all.some(({ state }) => state === 'queued' || state === 'running')) {
      for (const worker of workers) expect(worker.failure).toBeNull();
      await sleep(500);
      all = await runs();
    }
    const overtaken = all.map((run) => overtakersOf(run, all));
    const { total, recent } = world.sandbox.infakt.requests();
    const refused = recent.filter(({ status }) => status === 429).length;
    console.info(
      `${all.length} syncs on ${workers.length} workers: ${sum(all.map(({ invoices }) => invoices))} invoices with ${total} requests ` +
        `(${Math.min(...all.map(({ calls }) => calls))} to ${Math.max(...all.map(({ calls }) => calls))} each), ${refused} refused as too many, ` +
        `${sum(all.map(({ retries }) => retries))} retries; overtaken by ${Math.max(...overtaken)} at most.`,
    );
    expect(all.filter(({ state }) => state !== 'succeeded')).toEqual([]);
    expect(all).toHaveLength(ACCOUNTS);
    expect(Math.min(...all.map(({ invoices }) => invoices))).toBeGreaterThan(0);
    // what is granted in order may arrive bunched up on a busy machine
    expect(refused).toBeLessThan(total / 50);
    expect(total).toBe(sum(all.map(({ calls }) => calls)));
    // as many as run beside it, and as many as those make room for while it waits its turn
    expect(Math.max(...overtaken)).toBeLessThanOrEqual(2 * SIDE_BY_SIDE);
  }, 240_000);
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
