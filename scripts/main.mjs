import { describeFailure } from './plain-error.mjs';

/** The commands of the launcher; each module is loaded only when asked for. */
const commands = {
  start: async (args) => (await import('./start.mjs')).runStart(args),
  cli: async (args) => (await import('./cli.mjs')).runCli(args),
  test: async (args) => (await import('./test.mjs')).runTest(args),
  'test-soak': async (args) => (await import('./test.mjs')).runSoak(args),
  bench: async (args) => (await import('./bench.mjs')).runBench(args),
  screens: async (args) => (await import('./screens.mjs')).runScreens(args),
  check: async () =>
    (await import('./test.mjs')).runTest(['--only', 'format,lint,boundaries,types,generated']),
  generate: async () => (await import('./generate.mjs')).runGenerate(),
  'holiday-table': async () => (await import('./holiday-table.mjs')).runHolidayTable(),
  build: async (args) => (await import('./build.mjs')).runBuild(args),
  dockerfiles: async () => (await import('./dockerfile-steps.mjs')).runDockerfileSteps(),
  'postgres-test': async () => (await import('./postgres-test.mjs')).runPostgresTest(),
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
if (!command) {
  console.error(`Commands: ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}
try {
  process.exitCode = await command(args);
} catch (error) {
  console.error(`\n${describeFailure(error)}`);
  process.exitCode = 1;
}
