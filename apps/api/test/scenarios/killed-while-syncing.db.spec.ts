import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { StartSync } from '../../src/modules/providers/sync/start-sync.js';
import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { keepBooks } from '../support/bookkeeping-day.js';
import { expectTrueBooks } from '../support/books.js';
import { randomFrom } from '../support/random-from.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';
import { buildWorker, WorkerProcess } from '../support/worker-process.js';

const NOW = '2026-06-01T10:00:00+02:00';
const TODAY = '2026-06-01';
/** Cases open two days ahead, and so far the provider is asked. */
const DUE_UNTIL = '2026-06-03';
const KILLS = 15;
/** The provider takes its time, so that a pass lasts longer than the moments at which workers die. */
const ANSWER_MS = 80;
const LONGEST_LIFE_MS = 900;

/** Give TEST_SEED to repeat a run's choices. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));

describe(`a worker killed while it reads invoices (seed ${seed})`, () => {
  const random = randomFrom(seed);
  let world: SyncWorld;
  let synced: SyncedFirm;
  let jobs: JobQueue;
  let start: StartSync;
  let worker: WorkerProcess;
  let kills = 0;
  let wakes = 0;

  beforeAll(async () => {
    buildWorker();
    world = await startSyncWorld(NOW, { invoices: 700, mix: 'lifelike' });
    synced = await SyncedFirm.make(world, 'ubity');
    jobs = await world.product.get(JobQueue);
    start = await world.product.get(StartSync);
    worker = WorkerProcess.start(world.product);
    world.sandbox.infakt.fault({
      match: '.*',
      kind: 'slow',
      times: Number.POSITIVE_INFINITY,
      delayMs: ANSWER_MS,
    });
  }, 60_000);

  afterAll(async () => {
    await worker.kill();
    await world.close();
  });

  interface Run {
    readonly id: string;
    readonly state: string;
    readonly fence: string;
  }

  const runById = async (id: string) =>
    (
      await synced.firm.rows<Run>(
        'select id, state, fence from sync_runs where account_id = $1 and id = $2',
        id,
      )
    )[0]!;

  const isOver = ({ state }: Run) => state !== 'queued' && state !== 'running';

  const newRun = () =>
    start.execute(systemScope(synced.firm.accountId), synced.connectionId, 'person');

  /**
   * The job of a killed worker stays active until its heartbeat is missed: a wake-up under another key does not
   * wait for that, nor for the tick.
   */
  const wake = (runId: string) =>
    jobs.wake('sync-connection', `${runId}:${(wakes += 1)}`, {
      accountId: synced.firm.accountId,
      connectionId: synced.connectionId,
      runId,
    });

  /** What time would do: the lease that nobody renews any more runs out. */
  const letLeaseRunOut = () =>
    synced.firm.rows(
      `update sync_runs set lease_until = now() - interval '1 second' where account_id = $1 and state = 'running'`,
    );

  const until = async (runId: string, isSo: (run: Run) => boolean): Promise<Run> => {
    for (let run = await runById(runId); ; run = await runById(runId)) {
      if (isSo(run) || isOver(run)) return run;
      expect(worker.failure).toBeNull();
      await sleep(10);
    }
  };

  /** Lets a worker take the run and dies with it at some moment; a run that was quicker ends. */
  const dieIn = async (runId: string) => {
    const before = await runById(runId);
    await until(runId, ({ fence }) => fence !== before.fence);
    await sleep(random() * LONGEST_LIFE_MS);
    await worker.kill();
    if ((await runById(runId)).state === 'running') kills += 1;
    worker = WorkerProcess.start(world.product);
  };

  it('dies 15 times, and each run is brought to its end by another one', async () => {
    while (kills < KILLS) {
      keepBooks(world.sandbox, synced.key, random, TODAY, 6);
      const runId = await newRun();
      while (kills < KILLS && !isOver(await runById(runId))) {
        await dieIn(runId);
        await letLeaseRunOut();
        await wake(runId);
      }
      expect(await until(runId, isOver)).toMatchObject({ state: 'succeeded' });
    }
    const last = await newRun();
    expect(await until(last, isOver)).toMatchObject({ state: 'succeeded', fence: '1' });
    expect(worker.failure).toBeNull();
  }, 900_000);

  it('leaves what the books say, row by row, and nothing twice', () =>
    expectTrueBooks({
      sandbox: world.sandbox,
      firm: synced.firm,
      key: synced.key,
      dueUntil: DUE_UNTIL,
    }));

  it('counts every invoice and every row set aside once, in runs that are all over', async () => {
    const runs = await synced.firm.rows<{ fence: string; new_count: number }>(
      'select fence, new_count from sync_runs where account_id = $1',
    );
    expect(runs.reduce((sum, run) => sum + Number(run.fence) - 1, 0)).toBe(KILLS);
    expect(
      await synced.firm.rows('select count(*)::int as count from invoices where account_id = $1'),
    ).toEqual([{ count: runs.reduce((sum, run) => sum + run.new_count, 0) }]);
    expect(
      await synced.firm.rows(
        `select id from sync_runs where account_id = $1 and not (
           state = 'succeeded' and started_at >= queued_at and finished_at >= started_at and lease_until is null
           and cursor is null and error_code is null and api_calls > 0)`,
      ),
    ).toEqual([]);
    expect(
      await synced.firm.rows(
        `select connection_id, external_id, detail from sync_issues where account_id = $1
          group by connection_id, collection, external_id, reason, detail having count(*) > 1`,
      ),
    ).toEqual([]);
    expect(
      await synced.firm.rows(
        `select r.id, r.set_aside_count from sync_runs r where r.account_id = $1
            and r.set_aside_count <> (select count(*) from sync_run_issues i where i.account_id = r.account_id and i.run_id = r.id)`,
      ),
    ).toEqual([]);
  });
});
