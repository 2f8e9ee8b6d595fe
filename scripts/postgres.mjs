import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from './plain-error.mjs';
import { isAnswering } from './ports.mjs';
import { commandLineOf, isRunning, send } from './proc.mjs';
import { postgresBinary } from './postgres-binaries.mjs';
import { workingIdentity } from './server-identity.mjs';

const GIGABYTE = 1024 ** 3;
const OWNER = 'postgres';
const START_TIMEOUT_MS = 60_000;
// A server killed with -9 leaves children that hold its memory for a moment; the next one has to wait for them.
const START_ATTEMPTS = 20;

/**
 * Starts the embedded PostgreSQL on a data folder, making the folder on the first call. A server that a killed
 * launcher left behind on the same folder is adopted.
 *
 * @param {{ dir: string, port: number, password: string, isVolatile?: boolean, logFile: string,
 *   onSpawn?: (pid: number) => void, identities?: object[] }} options `isVolatile` trades every crash guarantee for
 *   speed: tests only; `identities` restricts the ways of running as root
 * @returns handle with `port`, `pid`, `url(database)`, `exited` (promise of the exit code) and `stop()`
 * @throws PlainError when the disk is nearly full, or root cannot lend its rights
 */
export async function startPostgres(options) {
  const identity = identityFor(postgresBinary('postgres'), options.identities);
  initialise(options, identity);
  giveTo(identity.owner, options.dir);

  const left = await leftBehind(options.dir);
  if (left) return handleOf({ ...options, ...left, exited: exitOf(left.pid) });

  for (let attempt = 1; ; attempt += 1) {
    const outcome = await startServer(options, identity);
    if (outcome.child) {
      return handleOf({ ...options, pid: outcome.child.pid, exited: outcome.exited });
    }
    if (attempt === START_ATTEMPTS || !outcome.log.includes('shared memory')) {
      throw new PlainError(`PostgreSQL did not start:\n${outcome.log.trim()}`);
    }
    await sleep(250);
  }
}

/** Stops the server that a killed launcher left on a data folder, if there is one. */
export async function stopLeftServer(dir) {
  const left = await leftBehind(dir);
  if (left) await handleOf({ ...left, exited: exitOf(left.pid) }).stop();
}

function identityFor(binary, candidates) {
  const identity = workingIdentity(binary, candidates);
  if (identity) return identity;
  throw new PlainError(
    process.getuid() === 0
      ? 'PostgreSQL refuses to run as root, and neither unshare nor setpriv works here: start as an ordinary user, or set DATABASE_URL.'
      : `The PostgreSQL binary ${binary} does not run on this machine: set DATABASE_URL to a PostgreSQL 18 server.`,
  );
}

function initialise({ dir, password, isVolatile }, identity) {
  if (existsSync(path.join(dir, 'PG_VERSION'))) return checkVersion(dir);
  mkdirSync(path.dirname(dir), { recursive: true, mode: 0o700 });
  const { bavail, bsize } = statfsSync(path.dirname(dir));
  if (bavail * bsize < GIGABYTE) {
    throw new PlainError(
      `Less than 1 GB is free on the disk of ${path.dirname(dir)}: free some space and start again.`,
    );
  }

  // Made beside its place and moved there at the end, so that a broken-off start is not taken for a database.
  const unfinished = `${dir}.unfinished`;
  const passwordFile = `${dir}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(identity.owner, unfinished);
  giveTo(identity.owner, passwordFile);
  const [command, args] = identity.wrap(postgresBinary('initdb'), [
    `--pgdata=${unfinished}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=und',
    ...(isVolatile ? ['--no-sync'] : []),
  ]);
  const result = spawnSync(command, args, { env: serverEnv(), encoding: 'utf8', stdio: 'pipe' });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new PlainError(`The database could not be made:\n${result.stderr ?? result.error}`);
  }
  renameSync(unfinished, dir);
}

function checkVersion(dir) {
  const made = readFileSync(path.join(dir, 'PG_VERSION'), 'utf8').trim();
  const { stdout } = spawnSync(postgresBinary('postgres'), ['--version'], { encoding: 'utf8' });
  const have = /(\d+)\./.exec(stdout ?? '')?.[1];
  if (have === undefined || made === have) return;
  throw new PlainError(
    `The data in ${dir} was written by PostgreSQL ${made}, this is ${have}: begin again with npm start -- --fresh.`,
  );
}

// The two ways of running as root want different owners; only root can, and only root needs to, change them.
function giveTo(owner, target) {
  if (owner === null || statSync(target).uid === owner) return;
  chownSync(target, owner, owner);
  if (!statSync(target).isDirectory()) return;
  for (const entry of readdirSync(target, { recursive: true })) {
    chownSync(path.join(target, entry), owner, owner);
  }
}

/** Reads postmaster.pid: the server that still runs on this folder, or nothing (a stale file is removed). */
async function leftBehind(dir) {
  const file = path.join(dir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (isServerOn(pid, dir)) {
    for (let tries = 0; tries < 40; tries += 1) {
      if (await isAnswering(port)) return { pid, port };
      if (!isServerOn(pid, dir)) return null;
      await sleep(250);
    }
    throw new PlainError(`PostgreSQL (process ${pid}) holds ${dir} but does not answer: stop it.`);
  }
  rmSync(file, { force: true });
  return null;
}

function isServerOn(pid, dir) {
  const words = commandLineOf(pid);
  return words !== null && words[0].endsWith('postgres') && words.includes(dir);
}

/** One attempt; resolves with the running child, or with what the server said before it gave up. */
function startServer({ dir, port, isVolatile, logFile, onSpawn }, identity) {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(isVolatile ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const [command, args] = identity.wrap(postgresBinary('postgres'), [
    '-D',
    dir,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  // Its own process group: Ctrl-C reaches the launcher only, which stops the database last.
  const child = spawn(command, args, {
    env: serverEnv(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  if (child.pid) onSpawn?.(child.pid);
  writeFileSync(logFile, '', { mode: 0o600 });

  return new Promise((resolve, reject) => {
    let log = '';
    let isReady = false;
    const exited = new Promise((settle) => child.once('exit', (code) => settle(code ?? 1)));
    const timer = setTimeout(() => child.kill('SIGQUIT'), START_TIMEOUT_MS);
    child.once('error', reject);
    child.stderr.setEncoding('utf8').on('data', (text) => {
      writeFileSync(logFile, text, { flag: 'a' });
      if (isReady) return;
      log += text;
      if (!log.includes('ready to accept connections')) return;
      isReady = true;
      clearTimeout(timer);
      resolve({ child, exited });
    });
    void exited.then(() => {
      clearTimeout(timer);
      if (!isReady) resolve({ log });
    });
  });
}

function handleOf({ port, password, pid, exited }) {
  return {
    port,
    pid,
    exited,
    url: (database) =>
      `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    /** Ends every session and stops; a server that does not obey in 20 s is made to. */
    async stop() {
      send(pid, 'SIGINT');
      const timer = setTimeout(() => send(pid, 'SIGQUIT'), 20_000);
      await exited;
      clearTimeout(timer);
    },
  };
}

async function exitOf(pid) {
  while (isRunning(pid)) await sleep(200);
  return 0;
}

function serverEnv() {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
