import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';

import { Product } from '../../../../test/support/product.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { Patience } from './patience.js';
import { RequestGovernor } from './request-governor.js';
import { tokenBucket } from './token-bucket.js';

const LIMIT = 300;
const LIMITS = {
  read: { count: LIMIT, perSeconds: 60 },
  write: { count: LIMIT, perSeconds: 60 },
};
const BEGIN = Date.parse('2026-06-01T10:00:00Z');

describe('the request governor', () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());

  /** Asks as fast as it may, over several connections, on a clock of its own; answers when requests left. */
  const askHard = async (bucket: string, steps: readonly number[]): Promise<number[]> => {
    const pool = new pg.Pool({ connectionString: product.database.runtimeUrl, max: 4 });
    const { capacity, perSecond } = tokenBucket({ count: LIMIT, perSeconds: 60 });
    const left: number[] = [];
    try {
      let now = BEGIN;
      for (const step of steps) {
        now += step;
        const answers = await Promise.all(
          Array.from({ length: 40 }, () =>
            pool.query<{ again_at: Date | null }>(
              'select system_take_request($1, $2, $3, $4) as again_at',
              [bucket, capacity, perSecond, new Date(now)],
            ),
          ),
        );
        left.push(...answers.filter((answer) => answer.rows[0]!.again_at === null).map(() => now));
      }
    } finally {
      await pool.end();
    }
    return left;
  };

  const mostInAnyMinute = (instants: readonly number[]): number =>
    Math.max(
      0,
      ...instants.map((from) => instants.filter((at) => at >= from && at < from + 60_000).length),
    );

  it('lets no 60 seconds hold more requests than the provider allows, whoever asks and whenever', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 10, maxLength: 40 }),
        async (steps) => {
          const left = await askHard(`test:${(run += 1)}`, steps);
          expect(mostInAnyMinute(left)).toBeLessThanOrEqual(LIMIT);
          expect(left.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  it('uses what it may: four fifths of the limit in a busy minute', async () => {
    const left = await askHard(
      'test:busy',
      Array.from({ length: 60 }, () => 1000),
    );
    expect(left.length).toBeGreaterThan(LIMIT * 0.8);
  });

  it('is quiet for everybody when the provider says so, and remembers it for a refusal that follows', async () => {
    const make = async () =>
      new RequestGovernor(await product.get(Tenancy), new Clock(null), new Patience());
    const one = (await make()).for('infakt:a', LIMITS, { maxWaitMs: 10 });
    const other = (await make()).for('infakt:a', LIMITS, { maxWaitMs: 10 });
    expect(await other.throttledAt!()).toBeNull();
    await one.take('read');
    const now = new Clock(null).wallNow().getTime();
    await one.pause(now + 60_000);
    await expect(other.take('read')).rejects.toMatchObject({
      actor: 'retry',
      code: 'request-limit',
    });
    await expect(other.take('write')).rejects.toMatchObject({ actor: 'retry' });
    expect(Math.abs((await other.throttledAt!())! - now)).toBeLessThan(5_000);
  });
});
