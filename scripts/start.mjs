import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from './build.mjs';
import { openDemoDatabase } from './demo-database.mjs';
import { startApi, startMailCatcher, startSandbox, startWorker } from './demo-programs.mjs';
import { demoSettings } from './demo-settings.mjs';
import { isEmpty } from './outside-database.mjs';
import { dataDir, inRoot } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { choosePorts, claimPort, parsePort } from './ports.mjs';
import { stopLeftServer } from './postgres.mjs';
import { createProgress } from './progress.mjs';
import { LOCK_FILE, takeFolder } from './run-lock.mjs';
import { needTool } from './run-tool.mjs';
import { loadSecrets } from './secrets.mjs';
import { settleAll } from './settle-all.mjs';
import { onStopRequest } from './signals.mjs';
import { welcome } from './welcome.mjs';

// A worker may be in the middle of a mail; it gets the time to hear what the mail server says.
const PATIENCE_MS = { worker: 40_000, api: 15_000, sandbox: 5_000, 'mail catcher': 5_000 };

/** Lies there while demo data are filled in. */
const FILLING_IN = path.join(dataDir, 'filling-in');

/** `npm start`: brings the whole product up on demo data, stays until it is stopped, and leaves nothing behind. */
export async function runStart(args) {
  const unknown = args.find((arg) => arg !== '--fresh');
  if (unknown) throw new PlainError(`Unknown option ${unknown}: npm start knows only -- --fresh.`);
  const port = parsePort(process.env.PORT || '3000', 'PORT');
  await claimPort(port, 'PORT');

  const lock = takeFolder(dataDir);
  const stopping = new AbortController();
  const up = { database: null, programs: [] };
  onStopRequest((hurry) => (hurry ? process.exit(1) : stopping.abort()));
  try {
    if (args.includes('--fresh')) await beginAgain();
    const session = await bringUp(up, { port, lock, signal: stopping.signal });
    console.log(welcome(session));
    const ended = await Promise.race([firstToEnd(up), whenAborted(stopping.signal)]);
    if (ended) throw ended;
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    throw error;
  } finally {
    console.log('\nStopping …');
    await bringDown(up);
    lock.release();
    console.log('Stopped.');
  }
}

async function beginAgain() {
  await stopLeftServer(path.join(dataDir, 'postgres'));
  for (const entry of readdirSync(dataDir).filter((name) => name !== LOCK_FILE)) {
    rmSync(path.join(dataDir, entry), { recursive: true, force: true });
  }
}

async function bringUp(up, { port, lock, signal }) {
  const progress = createProgress();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secrets = loadSecrets(dataDir);
  const ports = await choosePorts(port);

  await settleAll([
    buildAll(progress, signal),
    progress.step('Start the database', async () => {
      up.database = await openDemoDatabase(dataDir, secrets.databasePassword);
    }),
  ]);
  const { url } = up.database;
  // the demo is alive: now and then a notice comes back, and somebody answers
  const environment = { MAIL_CATCHER_ANSWERS: 'on', ...process.env };
  const settings = demoSettings({ dir: dataDir, databaseUrl: url, secrets, ports, environment });
  const session = { dir: dataDir, settings, ports };
  const command = (...words) =>
    needTool(`"${words.join(' ')}"`, [inRoot('apps/api/dist/cli.js'), ...words], {
      env: settings.cli,
      signal,
    });
  const bring = async (start) => {
    signal.throwIfAborted();
    up.programs.push(await start(session));
  };

  await settleAll([
    progress.step('Bring the tables up to date', () => command('migrate')),
    progress.step('Start the sandbox and the mail catcher', () =>
      settleAll([bring(startSandbox), bring(startMailCatcher)]),
    ),
  ]);
  if (await needsDemoData(url)) {
    await progress.step('Fill in demo data', async () => {
      writeFileSync(FILLING_IN, '');
      await command('seed', 'demo');
      rmSync(FILLING_IN);
    });
  }
  await progress.step('Start the product', () => settleAll([bring(startApi), bring(startWorker)]));
  lock.update({ address: settings.api.PUBLIC_URL, cli: settings.cli });
  return session;
}

/** Only an empty database is filled, and one that was filled by half is nobody's: neither empty nor a demo. */
async function needsDemoData(url) {
  if (await isEmpty(url)) return true;
  if (!existsSync(FILLING_IN)) return false;
  throw new PlainError(
    'The last start broke off while demo data were filled in: begin again with npm start -- --fresh.',
  );
}

/** Resolves with an error when a part of the product ends by itself. */
function firstToEnd({ database, programs }) {
  return Promise.race([
    database.exited.then(() => new PlainError('The database server ended.')),
    ...programs.map((program) => program.exited.then((how) => program.failure(how))),
  ]);
}

function whenAborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null));
  });
}

/** Product first, what it leans on afterwards, the database last. */
async function bringDown({ database, programs }) {
  const isProduct = ({ name }) => name === 'api' || name === 'worker';
  const stop = (program) => program.stop(PATIENCE_MS[program.name]);
  await Promise.all(programs.filter(isProduct).map(stop));
  await Promise.all(programs.filter((program) => !isProduct(program)).map(stop));
  await database?.stop();
}
