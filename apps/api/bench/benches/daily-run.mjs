import { asOwner } from '../arrange/as-owner.mjs';
import { CASES_PER_CLIENT, DUE_DAY, makeDueCases } from '../arrange/due-cases.mjs';
import { environmentFor } from '../arrange/environment.mjs';
import { alternate, secondsOf } from '../framework/alternate.mjs';
import { askOnce } from '../framework/child.mjs';
import { goals } from '../framework/goals.mjs';
import { median } from '../framework/median.mjs';
import { rowOf } from '../framework/row.mjs';
import { rawDailyRun } from '../limits/raw-daily-run.mjs';

/** A round copies the whole database twice, so three of them are enough for a run of seconds. */
const ROUNDS = 3;
const CASES = 100_000;
/** A firm with many cases of which few are due. */
const MANY = 1_000_000;
const DUE_OF_MANY = 50_000;

/** Every case of a firm is due: decided, its notice written, moved on. The memory is that of the process that does it. */
export async function* dailyRun(context) {
  const large = await measure(context, CASES);
  yield rowOf(
    'daily-run-100000',
    'cases/s',
    { value: CASES / large.value, baseline: CASES / large.baseline },
    goals.ratioAtLeast(0.3),
  );
  yield rowOf('daily-run-100000-seconds', 's', large);
  yield rowOf('daily-run-100000-memory', 'MB', { value: large.memory }, goals.atMost(160, 'MB'));
  const small = await measure(context, CASES / 10);
  const growth = { value: large.value, baseline: small.value };
  yield rowOf('daily-run-growth-time', 's', growth, goals.ratioAtMost(10.5));
  const memory = { value: large.memory, baseline: small.memory };
  yield rowOf('daily-run-growth-memory', 'MB', memory, goals.ratioAtMost(1.1));
}

/** 50,000 of a million cases are due: those that are not must not be felt. */
export async function* dailyRunOfMany(context) {
  const measured = await measure(context, MANY, DUE_OF_MANY);
  const name = `daily-run-${DUE_OF_MANY}-of-${MANY}`;
  const rate = { value: DUE_OF_MANY / measured.value, baseline: DUE_OF_MANY / measured.baseline };
  yield rowOf(name, 'cases/s', rate, goals.ratioAtLeast(0.3));
  yield rowOf(`${name}-seconds`, 's', measured);
  yield rowOf(`${name}-memory`, 'MB', { value: measured.memory }, goals.atMost(160, 'MB'));
}

async function measure({ databases }, cases, due = cases) {
  const filled = await databases.migrated();
  const accountId = await makeDueCases(filled, cases, due);
  const onCopy = async (work) => {
    const copy = await databases.copyOf(filled);
    const result = await work(copy);
    await databases.drop(copy);
    return result;
  };
  const memories = [];
  const measured = await alternate(
    ROUNDS,
    () =>
      onCopy((copy) =>
        asOwner(copy, (owner) => secondsOf(() => rawDailyRun(owner, accountId, DUE_DAY))),
      ),
    () =>
      onCopy(async (copy) => {
        const environment = environmentFor(copy);
        const question = { accountId, day: DUE_DAY };
        const { seconds, counts, peakMemory } = await askOnce(
          'programs/daily-run.mjs',
          { environment },
          question,
        );
        requireAll(counts, due);
        memories.push(peakMemory);
        return seconds;
      }),
  );
  await databases.drop(filled);
  return { ...measured, memory: median(memories) };
}

/** A run that leaves cases out would look fast. */
function requireAll({ decided, moved, notices }, cases) {
  if (decided === cases && moved === cases && notices === cases / CASES_PER_CLIENT) return;
  throw new Error(
    `Of ${cases} cases ${decided} were decided and ${moved} moved, with ${notices} notices.`,
  );
}
