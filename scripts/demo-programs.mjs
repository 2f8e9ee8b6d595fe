import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiFlags, memoryEnvironment, workerFlags } from './node-memory.mjs';
import { inRoot } from './paths.mjs';
import { isAnswering } from './ports.mjs';
import { startProgram } from './processes.mjs';

const START_TIMEOUT_MS = 60_000;

/** Starts the program that plays the invoicing system. */
export async function startSandbox({ dir, settings, ports }) {
  const program = startProgram({
    name: 'sandbox',
    args: [inRoot('apps/sandbox/dist/main.js')],
    env: settings.sandbox,
    logFile: path.join(dir, 'sandbox.log'),
  });
  return until(program, () => isAnswering(ports.sandbox));
}

/** Starts the mail server that keeps what it is sent, with its inbox page. */
export async function startMailCatcher({ dir, settings, ports }) {
  const program = startProgram({
    name: 'mail catcher',
    args: [inRoot('apps/sandbox/dist/mail-main.js')],
    env: settings.sandbox,
    logFile: path.join(dir, 'mail.log'),
  });
  return until(program, async () => {
    const { smtp, mail, imap, mailControl } = ports;
    const answers = await Promise.all([smtp, mail, imap, mailControl].map(isAnswering));
    return answers.every(Boolean);
  });
}

/** Starts the HTTP process; it is there when it says that it can reach its database. */
export async function startApi({ dir, settings, ports }) {
  const program = startProgram({
    name: 'api',
    args: [...apiFlags, inRoot('apps/api/dist/main.js')],
    env: { ...memoryEnvironment, ...settings.api },
    logFile: path.join(dir, 'api.log'),
  });
  const host = settings.api.HOST === '0.0.0.0' ? '127.0.0.1' : settings.api.HOST;
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${ports.web}/api/v1/health/ready`;
  return until(program, () => isOk(address));
}

/** Starts one worker; any number may run. */
export async function startWorker({ dir, settings }) {
  const program = startProgram({
    name: 'worker',
    args: [...workerFlags, inRoot('apps/api/dist/worker.js')],
    env: { ...memoryEnvironment, ...settings.worker },
    logFile: path.join(dir, 'worker.log'),
  });
  return until(program, () => program.hasSaid('worker ready'));
}

const isOk = (address) =>
  fetch(address).then(
    ({ ok }) => ok,
    () => false, // nobody listens yet
  );

/** The program once it is ready; a program that ends before, or takes too long, is an error with its last words. */
async function until(program, isReady) {
  let ended = null;
  void program.exited.then((how) => (ended = how));
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += 100) {
    if (ended) throw program.failure(ended);
    if (await isReady()) return program;
    await sleep(100);
  }
  await program.stop(1000);
  throw program.failure('was not ready in a minute');
}
