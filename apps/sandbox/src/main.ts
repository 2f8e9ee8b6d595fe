import { dirname, join } from 'node:path';

import { movableClock, realClock } from './clock.js';
import { type SandboxOptions, startSandbox } from './start-sandbox.js';
import { wholeNumber } from './whole-number.js';

const sandbox = await startSandbox(optionsFrom(process.env));
console.log(
  JSON.stringify({
    level: 'info',
    msg: 'sandbox ready',
    url: sandbox.url,
    control: `${sandbox.url}/control`,
  }),
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}

function optionsFrom(env: NodeJS.ProcessEnv): SandboxOptions {
  const clockFile = env.CLOCK_FILE;
  const journalFile =
    env.SANDBOX_JOURNAL ??
    (clockFile ? join(dirname(clockFile), 'sandbox-journal.jsonl') : undefined);
  return {
    port: wholeNumber(env, 'SANDBOX_PORT', 4010),
    host: env.SANDBOX_HOST ?? '127.0.0.1',
    invoices: wholeNumber(env, 'SANDBOX_INVOICES', 282),
    limits: env.SANDBOX_LIMITS !== 'off',
    clock: clockFile ? movableClock(clockFile) : realClock,
    ...(env.SANDBOX_SEED ? { seed: env.SANDBOX_SEED } : {}),
    ...(journalFile ? { journalFile } : {}),
  };
}
