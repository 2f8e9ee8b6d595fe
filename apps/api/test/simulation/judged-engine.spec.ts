import { randomInt } from 'node:crypto';

import { addDays } from '@invoicetracker/calendar';
import { describe, expect, it } from '@jest/globals';

import { randomFrom } from '../support/random-from.js';
import { FirmInMemory } from './firm-in-memory.js';
import { Life, LIFE_STARTS } from './life.js';
import { LifeTally } from './life-tally.js';

/** Give TEST_SEED to repeat a run's choices; the long set (TEST_SOAK) lives fifty times as many lives. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));
const SEEDS = process.env['TEST_SOAK'] === undefined ? 200 : 10_000;
const DAYS = 3 * 365;
/** Firms to a test, so that a failing one is told soon. */
const FIRMS = 20;

describe(`three years of firms in memory, judged day by day (seed ${seed})`, () => {
  const tally = new LifeTally();

  it.each(Array.from({ length: SEEDS / FIRMS }, (_, index) => seed + index * FIRMS))(
    'the engine writes to the right people on the right days: twenty firms (seeds from %d)',
    async (first) => {
      for (let life = first; life < first + FIRMS; life += 1) {
        const firm = await Life.begin(
          randomFrom(life),
          (layout) => new FirmInMemory(layout),
          tally,
        );
        for (let ahead = 0; ahead < DAYS; ahead += 1) await firm.live(addDays(LIFE_STARTS, ahead));
        expect(firm.judged).toBeGreaterThan(DAYS / 5);
        expect(await firm.booksDiffer()).toEqual([]);
      }
    },
    1_200_000,
  );

  it('everything has happened that may happen to a firm', () => {
    console.info(`${SEEDS} lives of three years: ${tally.toString()}`);
    expect(tally.missing()).toEqual([]);
    expect(tally.zones.size).toBe(6);
  });
});
