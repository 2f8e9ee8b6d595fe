import { tokenBucket } from '../../dist/modules/providers/governor/token-bucket.js';
import { provider } from '../arrange/provider.mjs';
import { alternate } from '../framework/alternate.mjs';
import { rowOf } from '../framework/row.mjs';
import { syncPair } from './sync-pair.mjs';

/** As far away as a provider may well be. */
const DELAY_MS = 150;
/** Runs of several seconds that mostly wait. */
const ROUNDS = 3;

/** Behind a slow provider the latency is all there is: the next page is fetched while this one is written. */
export async function* syncSlowProvider(context) {
  const pair = await syncPair(context, 2000);
  pair.replay.delayMs = DELAY_MS;
  const measured = await alternate(
    ROUNDS,
    () => pair.limit({ work: 'read' }),
    async () => (await pair.ours()).seconds,
  );
  pair.replay.delayMs = 0;
  yield rowOf('sync-slow-provider', 's', measured, {
    text: '<= 1.03 x baseline + 0.1 s',
    isMet: () => measured.value <= 1.03 * measured.baseline + 0.1,
  });
  await pair.close();
}

/** inFakt's documented limit, and what one run may spend by default. */
const READS_PER_MINUTE = 300;
const READS_PER_RUN = 100;

/**
 * A first sync under the limits as they are. What would take minutes is reckoned from the number of requests: the
 * bucket's content leaves at once, the rest as it refills; `runs` is how many syncs the budget of one run makes of it.
 */
export async function* syncUnderRealLimit(context) {
  for (const invoices of [282, 5000]) {
    const settings = {
      INFAKT_READS_PER_MINUTE: String(READS_PER_MINUTE),
      SYNC_READS_PER_RUN: String(READS_PER_RUN),
    };
    const pair = await syncPair(context, invoices, { settings });
    const { seconds } = await pair.ours();
    yield rowOf(`sync-${invoices}-under-real-limit`, 's', { value: seconds });
    await pair.close();
  }
  const { company } = await provider(context, 'infakt');
  const { pages } = await company(100_000);
  const requests = pages.flatMap((page) => page.requests).length;
  const { capacity, perSecond } = tokenBucket(READS_PER_MINUTE);
  const waited = (requests - capacity) / perSecond;
  yield rowOf('sync-100000-under-real-limit (reckoned)', 's', { value: waited });
  const runs = Math.ceil(requests / READS_PER_RUN);
  yield rowOf('sync-100000-under-real-limit-runs', 'runs', { value: runs });
}
