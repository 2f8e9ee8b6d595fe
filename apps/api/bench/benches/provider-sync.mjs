import { asOwner } from '../arrange/as-owner.mjs';
import { changedRows, rowVersions } from '../arrange/row-versions.mjs';
import { alternate } from '../framework/alternate.mjs';
import { goals } from '../framework/goals.mjs';
import { median } from '../framework/median.mjs';
import { rowOf } from '../framework/row.mjs';
import { syncPair } from './sync-pair.mjs';

const ROUNDS = 3;
const USUAL = 5000;
const BIG = 20_000;
/** With --large. */
const LARGE = 100_000;
/** What a provider far away is measured with, and how far away it is. */
const FEW = 1000;
const DELAY_MS = 150;

/** The same for every provider: new and unchanged invoices, growth, a slow provider; requests and statements counted. */
export const providerSync = (name) =>
  async function* measureProvider(context) {
    yield* newAndUnchanged(context, name);
    yield* growth(context, name);
    yield* farAway(context, name);
  };

async function* newAndUnchanged(context, name) {
  const pair = await syncPair(context, USUAL, { name });
  const ofPages = [];
  const fresh = await alternate(
    ROUNDS,
    () => pair.limit(),
    async () => {
      const answer = await pair.ours();
      ofPages.push(...answer.statementsOfPages);
      return answer.seconds;
    },
  );
  yield rowOf(`${name}-sync-5000`, 'invoices/s', rates(fresh), goals.ratioAtLeast(0.35));
  const perPage = { value: median(ofPages) };
  yield rowOf(`${name}-statements-per-page`, 'statements', perPage, goals.atMost(8, 'statements'));

  const firm = await pair.newFirm();
  pair.replay.asked.length = 0;
  await pair.ours(firm, { isFirst: true });
  yield rowOf(`${name}-requests-5000`, 'requests', requestsOf(pair));
  const look = () => asOwner(pair.database, (owner) => rowVersions(owner, firm.accountId));
  const before = await look();
  const again = await alternate(
    ROUNDS,
    () => pair.limit({ firm, work: 'compare', only: 'invoices' }),
    async () => (await pair.ours(firm)).seconds,
  );
  yield rowOf(`${name}-resync-5000`, 'invoices/s', rates(again), goals.ratioAtLeast(0.5));
  yield* changesOnly(pair, firm, name);
  const touched = { value: changedRows(before, await look()) };
  yield rowOf(`${name}-resync-5000-rows-touched`, 'rows', touched, goals.exactly(0));
  await pair.close();
}

/** Where the provider tells what has changed, a sync between the day's full ones asks for that alone. */
async function* changesOnly(pair, firm, name) {
  pair.replay.asked.length = 0;
  const { run, seconds } = await pair.ours(firm, { isFull: false });
  if (run.pass !== 'changes') return;
  yield rowOf(`${name}-changes-5000`, 's', { value: seconds });
  const asked = pair.replay.asked.splice(0).length;
  yield rowOf(`${name}-changes-5000-requests`, 'requests', { value: asked });
}

/** What the product asked for beside what the connector asks for when it reads everything once. */
function requestsOf({ replay, pages }) {
  const baseline = pages.reduce((sum, { requests }) => sum + requests.length, 0);
  return { value: replay.asked.splice(0).length, baseline };
}

/** Each size in processes of its own, for their memory. */
async function* growth(context, name) {
  const big = context.isLarge ? LARGE : BIG;
  const small = await once(context, name, USUAL);
  const large = await once(context, name, big);
  const times = big / USUAL;
  const rate = { value: big / large.seconds, baseline: big / large.limit };
  yield rowOf(`${name}-sync-${big}`, 'invoices/s', rate, goals.ratioAtLeast(0.35));
  const memory = { value: large.peakMemory, baseline: small.peakMemory };
  yield rowOf(
    `${name}-sync-${big}-memory`,
    'MB',
    { value: large.peakMemory },
    goals.atMost(160, 'MB'),
  );
  yield rowOf(`${name}-growth-memory`, 'MB', memory, goals.ratioAtMost(1.1));
  const time = { value: large.seconds, baseline: small.seconds };
  yield rowOf(`${name}-growth-time`, 's', time, goals.ratioAtMost(1.05 * times));
}

async function once(context, name, invoices) {
  const pair = await syncPair(context, invoices, { name });
  const limit = await pair.limit();
  const { seconds, peakMemory } = await pair.ours();
  await pair.close();
  return { limit, seconds, peakMemory };
}

/** Behind a slow provider the latency is all there is: the next page is fetched while this one is written. */
async function* farAway(context, name) {
  const pair = await syncPair(context, FEW, { name });
  pair.replay.delayMs = DELAY_MS;
  const limit = await pair.limit({ work: 'read' });
  const { seconds } = await pair.ours();
  pair.replay.delayMs = 0;
  yield rowOf(
    `${name}-sync-150ms-away`,
    's',
    { value: seconds, baseline: limit },
    {
      text: '<= 1.03 x baseline + 0.1 s',
      isMet: ({ value }) => value <= 1.03 * limit + 0.1,
    },
  );
  await pair.close();
}

function rates({ value, baseline }) {
  return { value: USUAL / value, baseline: USUAL / baseline };
}
