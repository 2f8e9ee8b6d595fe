import { alternate } from '../framework/alternate.mjs';
import { goals } from '../framework/goals.mjs';
import { median } from '../framework/median.mjs';
import { rowOf } from '../framework/row.mjs';
import { syncPair } from './sync-pair.mjs';

const ROUNDS = 5;
/** Runs of half a minute: two are enough, each in a process of its own, for its memory. */
const BIG_ROUNDS = 2;
const BIG = 100_000;

/** 282 invoices with 581 lines in 3 pages: what an older system of this kind takes 3 s for. */
export async function* sync282(context) {
  const pair = await syncPair(context, 282);
  const perPage = [];
  const measured = await times(pair, ROUNDS, (answer) => {
    requireLines(answer.run, 581);
    perPage.push(...answer.statementsOfPages);
  });
  yield* speed('sync-282', 282, measured, goals.atMost(3, 's'));
  pair.replay.asked.length = 0;
  const { statements } = await pair.ours();
  const { asked } = pair.replay;
  const lists = asked.filter(({ url }) => url.includes('/invoices.json'));
  yield rowOf('sync-282-list-requests', 'requests', { value: lists.length }, goals.exactly(3));
  yield rowOf('sync-282-requests', 'requests', { value: asked.length });
  const ofPage = { value: median(perPage) };
  yield rowOf('sync-282-statements-per-page', 'statements', ofPage, goals.atMost(8, 'statements'));
  yield rowOf('sync-282-statements', 'statements', { value: statements });
  await pair.close();
}

export async function* sync5000(context) {
  const pair = await syncPair(context, 5000);
  const measured = await times(pair, ROUNDS);
  yield* speed('sync-5000', 5000, measured);
  await pair.close();
}

/** Ten times as many invoices must take ten times as long, and no more memory. */
export async function* sync100000(context) {
  const small = await freshTimes(context, BIG / 10);
  const big = await freshTimes(context, BIG);
  yield* speed('sync-100000', BIG, big);
  yield rowOf('sync-100000-memory', 'MB', { value: big.memory }, goals.atMost(160, 'MB'));
  const time = { value: big.value, baseline: small.value };
  yield rowOf('sync-growth-time', 's', time, goals.ratioAtMost(10.5));
  const memory = { value: big.memory, baseline: small.memory };
  yield rowOf('sync-growth-memory', 'MB', memory, goals.ratioAtMost(1.1));
}

function* speed(name, invoices, { value, baseline }, goalInSeconds = null) {
  const rate = { value: invoices / value, baseline: invoices / baseline };
  yield rowOf(name, 'invoices/s', rate, goals.ratioAtLeast(0.35));
  yield rowOf(`${name}-seconds`, 's', { value, baseline }, goalInSeconds);
  yield rowOf(`${name}-per-invoice`, 'ms', {
    value: (value / invoices) * 1000,
    baseline: (baseline / invoices) * 1000,
  });
}

function times(pair, rounds, look = () => undefined) {
  return alternate(
    rounds,
    () => pair.limit(),
    async () => {
      const answer = await pair.ours();
      look(answer);
      return answer.seconds;
    },
  );
}

async function freshTimes(context, invoices) {
  const memories = [];
  let pair = null;
  const measured = await alternate(
    BIG_ROUNDS,
    async () => {
      pair = await syncPair(context, invoices);
      return pair.limit();
    },
    async () => {
      const { seconds, peakMemory } = await pair.ours();
      memories.push(peakMemory);
      await pair.close();
      return seconds;
    },
  );
  return { ...measured, memory: median(memories) };
}

function requireLines(run, lines) {
  if (run.line_count !== lines) throw new Error(`${run.line_count} lines came in, not ${lines}.`);
}
