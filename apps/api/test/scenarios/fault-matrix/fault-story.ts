import type { FaultKind } from '@invoicetracker/sandbox';
import { expect } from '@jest/globals';

import type { ProviderName } from '../../../src/config/provider-names.js';
import { SyncRunsQuery } from '../../../src/modules/providers/runs/sync-runs.query.js';
import { StartSync } from '../../../src/modules/providers/sync/start-sync.js';
import { systemScope } from '../../../src/platform/tenancy/account-scope.js';
import { SyncedFirm, type SyncWorld } from '../../support/synced-firm.js';
import type { DyingWorkers } from './dying-workers.js';
import { MATRIX, MATRIX_FAULTS, type MatrixProvider } from './matrix-provider.js';
import { expectProviderTruth } from './provider-truth.js';

export interface StoryToTell {
  readonly world: SyncWorld;
  readonly workers: DyingWorkers;
  readonly provider: ProviderName;
  readonly kind: FaultKind;
  /** in [0, 1) */
  readonly random: () => number;
  readonly today: string;
}

/** What a story went through. */
export interface StoryCounts {
  /** requests the fault hit */
  hits: number;
  lives: number;
  failedRuns: number;
  setAside: number;
  rows: number;
}

const CHANGES_BETWEEN = 6;
let told = 0;

/**
 * A firm's first sync and, after things have happened to its books, a later one: both through one kind of fault, with
 * a worker that dies at every page border. Then the faults end, the run that was going on comes to its end, one whole
 * clean pass follows, and every stored row must say what the provider says.
 */
export async function tellStory(story: StoryToTell): Promise<StoryCounts> {
  const { world, provider, random, today } = story;
  const player = MATRIX[provider];
  const control = player.control(world.sandbox);
  const key = `sandbox-mx-${(told += 1)}`;
  control.clearFaults();
  control.company(key, { invoices: player.documents, mix: 'lifelike' });
  const synced = await SyncedFirm.make(world, `${provider} ${story.kind} ${told}`, key, provider);
  const counts = { hits: 0, lives: 0, failedRuns: 0, setAside: 0, rows: 0 };
  for (const changes of [0, CHANGES_BETWEEN]) {
    player.happen(world.sandbox, key, random, today, changes);
    const fault = faultOf(story, player);
    control.fault(fault);
    await runThroughDeaths(story, synced, counts);
    counts.hits += fault.times - (control.pendingFaults()[0]?.left ?? 0);
    control.clearFaults();
  }
  for (const _ of ['the run that was going on', 'a whole pass']) {
    // clients, and everything that is owed, are read again once a day: the day is over
    await synced.firm.rows(
      'update connections set clients_listed_at = null, full_pass_at = null where account_id = $1',
    );
    await synced.syncToTheEnd();
  }
  const { product } = world;
  counts.rows = await expectProviderTruth({ product, firm: synced.firm, provider, key, today });
  return counts;
}

function faultOf({ kind, random }: StoryToTell, { lists, listRequests }: MatrixProvider) {
  const [from, to] = MATRIX_FAULTS[kind].times;
  return {
    match: lists,
    kind,
    times: from + Math.floor(random() * (to - from + 1)),
    after: Math.floor(random() * listRequests),
    delayMs: 5,
  };
}

/** The provider or the key may be to blame for a run that fails, never we. */
async function runThroughDeaths(
  { world, workers }: StoryToTell,
  { firm, connectionId }: SyncedFirm,
  counts: StoryCounts,
): Promise<void> {
  const scope = systemScope(firm.accountId);
  const start = await world.product.get(StartSync);
  const runId = await start.execute(scope, connectionId, 'person');
  counts.lives += await workers.bringToEnd(firm.accountId, runId, true);
  const run = await (await world.product.get(SyncRunsQuery)).one(scope, runId);
  counts.setAside += run.counts.setAside;
  if (run.state === 'succeeded') return;
  counts.failedRuns += 1;
  expect(run.error).toMatchObject({ actor: expect.stringMatching(/^(retry|reconnect)$/) });
}
