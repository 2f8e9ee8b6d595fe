import { randomInt } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';

import { type CrowdedHost, crowdedHost } from '../../../../test/support/crowded-host.js';
import { Product } from '../../../../test/support/product.js';
import { randomFrom } from '../../../../test/support/random-from.js';
import { Firm } from '../../../../test/factories/firm.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { Patience } from './patience.js';
import { RequestGovernor } from './request-governor.js';

const LIMIT = 300;
const LIMITS = {
  read: { count: LIMIT, perSeconds: 60 },
  write: { count: LIMIT, perSeconds: 60 },
};
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));

describe(`the request governor (seed ${seed})`, () => {
  let product: Product;
  let pool: pg.Pool;
  let accounts: string[];
  beforeAll(async () => {
    product = await Product.start();
    pool = new pg.Pool({ connectionString: product.database.runtimeUrl, max: 4 });
    const first = await Firm.make(product, 'Pierwsza');
    const more = await product.owner.query<{ id: string }>(
      `insert into accounts select (jsonb_populate_record(a, jsonb_build_object('id', uuidv7()))).* from accounts a, generate_series(1, 49) where a.id = $1 returning id`,
      [first.accountId],
    );
    accounts = [first.accountId, ...more.rows.map(({ id }) => id)];
  });
  afterAll(async () => {
    await pool.end();
    await product.close();
  });

  let hosts = 0;
  const newHost = (limit = LIMIT): CrowdedHost =>
    crowdedHost(pool, `test:${(hosts += 1)}`, { count: limit, perSeconds: 60 });

  const mostInAnyMinute = (instants: readonly number[]): number =>
    Math.max(
      0,
      ...instants.map((from) => instants.filter((at) => at >= from && at < from + 60_000).length),
    );

  it('lets no 60 seconds hold more requests than the provider allows, whoever asks and whenever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 10, maxLength: 40 }),
        async (steps) => {
          const host = newHost();
          const left: number[] = [];
          let now = 0;
          for (const step of steps) {
            now += step;
            const answers = await Promise.all(
              Array.from({ length: 40 }, (_, index) => host.ask(accounts[index % 3]!, now)),
            );
            left.push(...answers.filter((answer) => answer.againAt === null).map(() => now));
          }
          expect(mostInAnyMinute(left)).toBeLessThanOrEqual(LIMIT);
          expect(left.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 10, seed },
    );
  }, 60_000);

  it('gives accounts that always want more the same share, however many requests each has at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        // one on its way, at least one waiting
        fc.array(fc.integer({ min: 2, max: 8 }), { minLength: 2, maxLength: 50 }),
        fc.integer({ min: 0, max: 80 }),
        fc.nat(),
        async (parallel, latency, start) => {
          const host = newHost(600);
          const served = await host.crowd(
            parallel.map((requests, index) => ({ account: accounts[index]!, requests })),
            { seconds: 90, latency, random: randomFrom(start) },
          );
          // what is there at the beginning is first come, first served: nobody waits yet
          const contended = served.slice(600 / 3);
          const shares = parallel.map(
            (_, index) => contended.filter(({ account }) => account === accounts[index]).length,
          );
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(3);
          expect(mostInAnyMinute(served.map(({ at }) => at))).toBeLessThanOrEqual(600);
          // nothing is wasted on taking turns
          expect(served.length).toBeGreaterThan(600);
        },
      ),
      { numRuns: 6, seed, endOnFailure: true },
    );
  }, 120_000);

  it('serves an account that asks now and then within one round of all the others', async () => {
    const host = newHost();
    const served = await host.crowd(
      [
        { account: accounts[0]!, requests: 1, pauseMs: 20_000 },
        ...accounts.slice(1, 40).map((account) => ({ account, requests: 8 })),
      ],
      { seconds: 240, latency: 200, random: () => 0.5 },
    );
    const waits = served
      .filter(({ account }) => account === accounts[0])
      .map(({ waited }) => waited);
    expect(waits.length).toBeGreaterThan(5);
    expect(Math.max(...waits)).toBeLessThan((40 / (LIMIT * 0.6)) * 60_000);
  }, 60_000);

  it('goes on with the others when one that waits never comes again', async () => {
    const host = newHost(60);
    for (let taken = 0; taken < 19; taken += 1) await host.ask(accounts[1]!, 0);
    for (const account of accounts.slice(2, 12)) await host.ask(account, 0);
    const late = await host.ask(accounts[1]!, 30_000);
    expect(late.againAt).toBeNull();
  });

  it('uses what it may: four fifths of the limit in a busy minute', async () => {
    const host = newHost();
    const served = await host.crowd([{ account: accounts[0]!, requests: 8 }], {
      seconds: 60,
      latency: 5,
      random: () => 0.5,
    });
    expect(served.length).toBeGreaterThan(LIMIT * 0.8);
  });

  describe('in the product', () => {
    const make = async () =>
      new RequestGovernor(await product.get(Tenancy), new Clock(null), new Patience());
    const way = (host: string, account = 0) => ({
      host,
      scope: host,
      accountId: accounts[account]!,
    });

    it('is quiet for everybody when the provider says so, and remembers it for a refusal that follows', async () => {
      const one = (await make()).for(way('infakt:a'), LIMITS, { maxWaitMs: 10 });
      const other = (await make()).for(way('infakt:a', 1), LIMITS, { maxWaitMs: 10 });
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

    it('is quiet for one firm only where the provider counts by firm', async () => {
      const firm = (scope: string) => ({ ...way('ksef:a'), scope: `ksef:a:${scope}` });
      const one = (await make()).for(firm('one'), LIMITS, { maxWaitMs: 10 });
      const other = (await make()).for(firm('other'), LIMITS, { maxWaitMs: 10 });
      await one.pause(new Clock(null).wallNow().getTime() + 60_000);
      await expect(one.take('read')).rejects.toMatchObject({ code: 'request-limit' });
      await other.take('read');
    });

    it('leaves a host alone that fails again and again, and says when to come back', async () => {
      const one = (await make()).for(way('infakt:b'), LIMITS, { maxWaitMs: 60_000 });
      const other = (await make()).for(way('infakt:b', 1), LIMITS, { maxWaitMs: 60_000 });
      for (let failed = 0; failed < 8; failed += 1) {
        await one.take('read');
        await one.ended!('provider-failing');
      }
      const now = new Clock(null).wallNow().getTime();
      const error: unknown = await other.take('write').catch((reason: unknown) => reason);
      expect(error).toMatchObject({ actor: 'retry', code: 'provider-down' });
      const pause = (error as { retryAt: number }).retryAt - now;
      expect(pause).toBeGreaterThan(20_000);
      expect(pause).toBeLessThan(31_000);
    });

    it('says nothing of a host when the request was cut off here', async () => {
      const stopping = new AbortController();
      const one = (await make()).for(way('infakt:c'), LIMITS, {
        maxWaitMs: 10,
        signal: stopping.signal,
      });
      await one.take('read');
      stopping.abort();
      for (let failed = 0; failed < 20; failed += 1) await one.ended!('connection-failed');
      await (await make()).for(way('infakt:c'), LIMITS, { maxWaitMs: 10 }).take('read');
    });
  });
});
