import { randomInt } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PROVIDERS } from '../../src/config/provider-names.js';
import { randomFrom } from '../support/random-from.js';
import { startSyncWorld, type SyncWorld } from '../support/synced-firm.js';
import { DyingWorkers } from './fault-matrix/dying-workers.js';
import { type StoryCounts, tellStory } from './fault-matrix/fault-story.js';
import { MATRIX_FAULTS } from './fault-matrix/matrix-provider.js';

const NOW = '2026-06-01T10:00:00+02:00';
const TODAY = '2026-06-01';

/** Give TEST_SEED to repeat a run's choices; TEST_SOAK tells so many stories of each fault (one unless told). */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));
const stories = Number(process.env['TEST_SOAK'] ?? 1);

const kinds = Object.keys(MATRIX_FAULTS) as (keyof typeof MATRIX_FAULTS)[];

describe.each(PROVIDERS)(
  `%s with every fault and a death at every page border (seed ${seed})`,
  (provider) => {
    const random = randomFrom(seed);
    const table = new Map<string, StoryCounts>();
    let world: SyncWorld;
    let workers: DyingWorkers;

    beforeAll(async () => {
      world = await startSyncWorld(NOW, {}, { SYNC_READS_PER_RUN: '100000' });
      workers = await DyingWorkers.hire(world.product, random);
    });

    afterAll(async () => {
      const lines = [...table].map(
        ([kind, { hits, lives, failedRuns, setAside, rows }]) =>
          `  ${provider} ${kind}: hit ${hits} times, ${lives} lives, ${failedRuns} runs failed, ${setAside} rows set aside, ${rows} rows equal`,
      );
      process.stdout.write(`${lines.join('\n')}\n  seed ${seed}, ${workers.deaths} deaths\n`);
      await world.close();
    });

    it.each(kinds)(
      'stores what it says, row by row, after "%s"',
      async (kind) => {
        const sum: StoryCounts = { hits: 0, lives: 0, failedRuns: 0, setAside: 0, rows: 0 };
        for (let story = 0; story < stories; story += 1) {
          const counts = await tellStory({ world, workers, provider, kind, random, today: TODAY });
          for (const name of Object.keys(sum) as (keyof StoryCounts)[]) sum[name] += counts[name];
        }
        table.set(kind, sum);
        expect(sum.hits).toBeGreaterThan(0);
        expect(sum.rows).toBeGreaterThan(0);
      },
      600_000,
    );
  },
);
