import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { buildAll } from './build.mjs';
import { checkSteps } from './check-steps.mjs';
import { formatSeconds } from './format-seconds.mjs';
import { generatedStep } from './generate.mjs';
import { inRoot } from './paths.mjs';
import { describeFailure, PlainError } from './plain-error.mjs';
import { startTestPostgres } from './postgres-test.mjs';
import { onStopRequest } from './signals.mjs';
import { testSteps } from './test-steps.mjs';

/** What chance decides in `npm test`: the same everywhere, so that a red run speaks of the change and of nothing else. */
const SEED = '20261121';

const ALL_STEPS = ['build', ...checkSteps.map(nameOf), 'generated', ...testSteps.map(nameOf)];

/**
 * `npm test`: builds, checks and tests everything, on a database of its own. Ends with a table and the line
 * `N passed, N failed`, unless it is stopped before its end. `--only jest,lint` chooses steps; what else is given
 * goes to Jest.
 */
export async function runTest(args) {
  const { only, rest } = parse(args);
  const stopping = new AbortController();
  onStopRequest(() => stopping.abort());
  const rows = [];
  const options = { env: testEnvironment(), signal: stopping.signal };
  const record = async (name, work) => {
    if (only.includes(name)) rows.push(await timed(name, work, stopping.signal));
  };

  let server = null;
  const testFolder = inRoot('.data', `test-${process.pid}`);
  try {
    await record('build', () => buildAll(undefined, stopping.signal).then(() => succeeded));
    await inPairs([...checkSteps, generatedStep], (step) =>
      record(step.name, () => step.run(options).then(shown(step))),
    );
    for (const step of testSteps.filter(({ isPresent }) => isPresent())) {
      await record(step.name, async () => {
        server ??= await startTestPostgres(testFolder, 54_340);
        const env = { ...options.env, TEST_DATABASE_ADMIN_URL: server.url('postgres') };
        return step.run({ ...options, env }, rest);
      });
    }
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    await server?.stop();
    rmSync(testFolder, { recursive: true, force: true });
  }
  if (!stopping.signal.aborted) return summarise(rows);
  console.log('\nStopped before the end: nothing was counted.');
  return 130;
}

/**
 * `npm run test:soak`: the long set of what `npm test` shows a short set of. TEST_SOAK says how many stories each place
 * of the fault matrix tells, TEST_SEED repeats a set; without it chance is new each time. Counts: docs/reliability.md.
 */
export function runSoak(args) {
  process.env.TEST_SEED ??= String(randomInt(2 ** 31));
  process.env.TEST_SOAK ??= '12';
  return runTest([
    '--only',
    'jest',
    'fault-matrix',
    'killed-while-sending',
    'judged-life',
    'judged-engine',
    ...args,
  ]);
}

function nameOf({ name }) {
  return name;
}

function parse(args) {
  const at = args.indexOf('--only');
  if (at === -1) return { only: ALL_STEPS, rest: args };
  const only = (args[at + 1] ?? '').split(',');
  const unknown = only.find((name) => !ALL_STEPS.includes(name));
  if (unknown !== undefined) {
    throw new PlainError(`There is no step "${unknown}": choose from ${ALL_STEPS.join(', ')}.`);
  }
  return { only, rest: args.toSpliced(at, 2) };
}

/** Nothing of the user's own installation may reach the tests. */
function testEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(PG[A-Z]+|(RUNTIME_)?DATABASE_URL)$/.test(name),
  );
  // Far from every account's zone, so that nothing leans on the machine's by accident.
  return { TEST_SEED: SEED, ...Object.fromEntries(kept), TZ: 'Pacific/Auckland' };
}

const succeeded = { passed: 1, failed: 0 };

async function timed(name, work, signal) {
  const startedAt = performance.now();
  const result = await work().catch((error) => {
    signal.throwIfAborted();
    console.error(`\n✖ ${name}\n${describeFailure(error)}`);
    return { passed: 0, failed: 1 };
  });
  return { name, ...result, took: performance.now() - startedAt };
}

/** Prints a finished check in one piece, so that two running at once do not mix. */
const shown =
  ({ name }) =>
  (result) => {
    const isGood = result.failed === 0;
    console.log(`${isGood ? '✔' : '✖'} ${name}`);
    if (!isGood) console.log(result.output.trimEnd());
    return result;
  };

async function inPairs(items, work) {
  const queue = [...items];
  const takeNext = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item);
  };
  await Promise.all([takeNext(), takeNext()]);
}

function summarise(rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  console.log('\nstep          passed  failed    time');
  for (const { name, passed, failed, took } of rows) {
    console.log(
      `${name.padEnd(12)}${String(passed).padStart(8)}${String(failed).padStart(8)}  ${formatSeconds(took)}`,
    );
  }
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}
