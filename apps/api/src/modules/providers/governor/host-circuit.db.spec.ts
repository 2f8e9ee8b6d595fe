import { randomInt } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';

import { crowdedHost } from '../../../../test/support/crowded-host.js';
import { Firm } from '../../../../test/factories/firm.js';
import { Product } from '../../../../test/support/product.js';

const SECOND = 1000;
const LIMIT = { count: 100_000, perSeconds: 60 };
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));

describe(`a host that fails (seed ${seed})`, () => {
  let product: Product;
  let pool: pg.Pool;
  let account: string;
  beforeAll(async () => {
    product = await Product.start();
    pool = new pg.Pool({ connectionString: product.database.runtimeUrl, max: 4 });
    account = (await Firm.make(product, 'Firma')).accountId;
  });
  afterAll(async () => {
    await pool.end();
    await product.close();
  });

  let hosts = 0;
  const newHost = () => crowdedHost(pool, `failing:${(hosts += 1)}`, LIMIT);
  const failing = async (at: number) => {
    const host = newHost();
    for (let failed = 0; failed < 8; failed += 1) await host.report('provider-failing', at);
    return host;
  };
  const answers = (host: ReturnType<typeof newHost>, at: number, count = 5) =>
    Promise.all(Array.from({ length: count }, () => host.ask(account, at)));
  const leaving = (all: Awaited<ReturnType<typeof answers>>) =>
    all.filter(({ againAt }) => againAt === null).length;

  it('is asked as ever while fewer than eight requests fail in a row', async () => {
    const host = newHost();
    for (let round = 0; round < 4; round += 1) {
      for (let failed = 0; failed < 7; failed += 1) await host.report('cut', round * SECOND);
      await host.report(null, round * SECOND);
    }
    for (let failed = 0; failed < 7; failed += 1) await host.report('cut', 9 * SECOND);
    expect(leaving(await answers(host, 10 * SECOND))).toBe(5);
  });

  it('is asked as ever when eight fail over hours', async () => {
    const host = newHost();
    for (let failed = 0; failed < 20; failed += 1) await host.report('cut', failed * 400 * SECOND);
    expect(leaving(await answers(host, 20 * 400 * SECOND))).toBe(5);
  });

  it('is left alone for 30 seconds, then asked once, and by everybody again when it answers', async () => {
    const host = await failing(0);
    const refused = await host.ask(account, 29 * SECOND);
    expect(refused).toEqual({ againAt: 30 * SECOND, reason: 'down' });
    expect(leaving(await answers(host, 30 * SECOND, 20))).toBe(1);
    expect(leaving(await answers(host, 60 * SECOND, 20))).toBe(0);
    await host.report(null, 61 * SECOND);
    expect(leaving(await answers(host, 61 * SECOND, 20))).toBe(20);
  });

  it('is asked again when the one that asked is never heard of', async () => {
    const host = await failing(0);
    expect(leaving(await answers(host, 30 * SECOND))).toBe(1);
    expect(leaving(await answers(host, 90 * SECOND))).toBe(1);
  });

  it('is left alone for longer each time it fails again, up to a quarter of an hour', async () => {
    const host = await failing(0);
    const pauses: number[] = [];
    let at = 0;
    for (let probe = 0; probe < 8; probe += 1) {
      const { againAt } = await host.ask(account, at);
      pauses.push((againAt! - at) / SECOND);
      at = againAt!;
      expect(leaving(await answers(host, at))).toBe(1);
      await host.report('provider-failing', at);
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('is not held responsible twice for requests that were on their way', async () => {
    const host = await failing(0);
    for (let late = 0; late < 12; late += 1) await host.report('cut', 2 * SECOND);
    expect(await host.ask(account, 3 * SECOND)).toEqual({ againAt: 30 * SECOND, reason: 'down' });
  });

  it('never has two probes under way, whatever happens when', async () => {
    const step = fc.record({
      after: fc.integer({ min: 1, max: 40_000 }),
      outcome: fc.constantFrom('cut', 'provider-failing'),
      isHeardOf: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const host = await failing(0);
        let at = 0;
        let probeSince: number | null = null;
        for (const { after, outcome, isHeardOf } of steps) {
          at += after;
          const left = leaving(await answers(host, at, 6));
          expect(left).toBeLessThanOrEqual(1);
          if (left === 1) {
            expect(at - (probeSince ?? -Infinity)).toBeGreaterThanOrEqual(60 * SECOND);
            probeSince = at;
          }
          if (probeSince !== null && isHeardOf) {
            await host.report(outcome, at);
            probeSince = null;
          }
        }
      }),
      { numRuns: 25, seed },
    );
  }, 60_000);
});
