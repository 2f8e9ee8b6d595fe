import { randomInt } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { keepBooks } from '../support/bookkeeping-day.js';
import { expectTrueBooks } from '../support/books.js';
import { randomFrom } from '../support/random-from.js';
import { startSyncWorld, SyncedFirm, type SyncWorld } from '../support/synced-firm.js';

const NOW = '2026-06-01T10:00:00+02:00';
const TODAY = '2026-06-01';
/** Cases open two days ahead, and so far the provider is asked. */
const DUE_UNTIL = '2026-06-03';

/** Give TEST_SEED to repeat a run's choices. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(2 ** 31));

const LISTS =
  '/(invoices|corrective_invoices|margin_invoices|advance_invoices|final_invoices|oss_invoices|clients)\\.json';
const DETAILS = '/[a-z_]+/[0-9a-f-]+\\.json';

const fault = fc.record({
  match: fc.constantFrom('.*', LISTS, '/invoices\\.json', '/clients\\.json', DETAILS),
  kind: fc.constantFrom(
    '429' as const,
    '429-retry-after' as const,
    '500' as const,
    'slow' as const,
    'cut' as const,
    'html' as const,
    'duplicate-rows' as const,
    'vanish' as const,
    'ignore-filter' as const,
    'bad-row' as const,
    'wrong-currency' as const,
  ),
  // more than the five attempts a request has: some runs fail
  times: fc.integer({ min: 1, max: 8 }),
  delayMs: fc.integer({ min: 1, max: 30 }),
  retryAfter: fc.constantFrom('0', '1', '30', 'soon', 'Mon, 01 Jun 2026 08:00:10 GMT'),
});
const run = fc.record({
  faults: fc.array(fault, { minLength: 1, maxLength: 6 }),
  changes: fc.integer({ min: 0, max: 8 }),
  choices: fc.integer(),
});

describe(`a provider with many faults at once (seed ${seed})`, () => {
  let world: SyncWorld;
  let count = 0;

  beforeAll(async () => {
    world = await startSyncWorld(NOW, { invoices: 160, mix: 'lifelike' });
  });
  afterAll(() => world.close());

  it('spoils nothing: when it has recovered, every row says what its books say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 4 }), async (runs) => {
        const synced = await SyncedFirm.make(world, `mix-${(count += 1)}`);
        world.sandbox.infakt.clearFaults();
        const everPaid = new Set(paidNow(synced.key));
        for (const { faults, changes, choices } of runs) {
          keepBooks(world.sandbox, synced.key, randomFrom(choices), TODAY, changes);
          for (const uuid of paidNow(synced.key)) everPaid.add(uuid);
          for (const order of faults) world.sandbox.infakt.fault(order);
          const { state, error } = await synced.sync();
          expect([state, error?.actor ?? null]).toEqual(
            state === 'failed' ? ['failed', 'retry'] : ['succeeded', null],
          );
          await expectNothingInvented(synced, everPaid);
        }
        world.sandbox.infakt.clearFaults();
        // The first may have gone on in the middle of a list; the second has read all of it.
        await synced.syncToTheEnd();
        await synced.syncToTheEnd();
        await expectTrueBooks({
          sandbox: world.sandbox,
          firm: synced.firm,
          key: synced.key,
          dueUntil: DUE_UNTIL,
        });
        await expectListsToDo(synced);
      }),
      // the failure as it was: a smaller one would be another story, told on other books
      { numRuns: 40, seed, endOnFailure: true },
    );
  });

  /** However bad an answer: what the books still have is not taken for deleted, and what is owed not for paid. */
  const expectNothingInvented = async ({ firm, key }: SyncedFirm, everPaid: Set<unknown>) => {
    const there = new Set(world.sandbox.infakt.documents(key).map(({ uuid }) => uuid));
    const removed = await firm.rows<{ id: string }>(
      'select external_id as id from invoices where account_id = $1 and removed_on is not null',
    );
    expect(removed.filter(({ id }) => there.has(id))).toEqual([]);
    const paid = await firm.rows<{ id: string }>(
      `select i.external_id as id from cases c join invoices i on i.account_id = c.account_id and i.id = c.invoice_id
        where c.account_id = $1 and c.closed_reason = 'paid'`,
    );
    expect(paid.filter(({ id }) => !everPaid.has(id))).toEqual([]);
  };

  /** Once all is known, a pass reads the lists and asks for nothing one by one. */
  const expectListsToDo = async (synced: SyncedFirm) => {
    world.sandbox.infakt.resetRequests();
    await synced.sync();
    const asked = Object.keys(world.sandbox.infakt.requests().counts);
    expect(asked.filter((path) => /:|[0-9]/.test(path))).toEqual([]);
  };

  const paidNow = (key: string) =>
    world.sandbox.infakt
      .documents(key)
      .filter((document) => document['paid_date'] !== null)
      .map(({ uuid }) => uuid);
});
