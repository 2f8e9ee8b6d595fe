// Runs on whatever Node the user has, before anything is installed: no dependencies, nothing newer than Node 20.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const OLDEST_NODE = [20, 19];
const ROOM_FOR_PACKAGES = 2 * 1024 ** 3;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');
const bin = path.join(modules, '.bin');
// "npm start -- --fresh" loses its "--" on the way, the same words typed after "node" do not.
const words = process.argv.slice(2).filter((word, at) => at !== 1 || word !== '--');

const refusal = unsupported();
if (refusal) {
  console.error(refusal);
  process.exit(1);
}
let child = null;
let isStopping = false;
forwardSignals();
await install();
await runMain();

/** What is wrong with this machine, in one sentence, or null. */
function unsupported() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  if (isOld) {
    return `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or newer (https://nodejs.org) and start again.`;
  }
  const isKnown = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
  const isGlibc = Boolean(process.report?.getReport().header.glibcVersionRuntime);
  if (!isKnown || !isGlibc) {
    return `This starts on Linux (glibc) with an x64 or arm64 processor, not on ${process.platform}-${process.arch}: use "DEMO=true docker compose --profile demo up" instead.`;
  }
  return null;
}

/** Installs the packages unless they belong to this lock file and processor already. */
async function install() {
  const stampFile = path.join(modules, '.install-stamp');
  const stamp = createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'pnpm-lock.yaml')))
    .update(process.arch)
    .digest('hex');
  const own = path.join(bin, 'node');
  if (fs.existsSync(own) && read(stampFile) === stamp) return;

  const { bavail, bsize } = fs.statfsSync(root);
  if (bavail * bsize < ROOM_FOR_PACKAGES) {
    fail(`Less than 2 GB are free on the disk of ${root}: free some space and start again.`);
  }
  console.error('Installing packages (the first time this takes a few minutes) …');
  // A group of its own, so that stopping reaches npx and everything it has started.
  const code = await run('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
    env: installEnv(),
    detached: true,
  });
  if (code !== 0) {
    fail(
      'The packages could not be installed (the reason is above): check network and disk, then run the same command again.',
    );
  }
  fs.writeFileSync(stampFile, stamp);
}

/** Goes on under the pinned Node. The channel tells the launcher when this wrapper is gone. */
async function runMain() {
  const code = await run(path.join(bin, 'node'), [path.join(root, 'scripts/main.mjs'), ...words], {
    env: { ...process.env, PATH: bin + path.delimiter + process.env.PATH },
    channel: true,
  });
  process.exit(code);
}

function run(command, args, { env, detached = false, channel = false }) {
  return new Promise((resolve) => {
    const stdio = channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : ['ignore', 2, 2];
    child = spawn(command, args, { cwd: root, env, stdio, detached });
    child.isGroup = detached;
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      child = null;
      if (isStopping && detached) process.exit(130);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

function forwardSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  // npm killed with -9 passes nothing on; its processes being handed to another parent is all there is to notice.
  if (process.env.npm_lifecycle_event) {
    const family = parents();
    setInterval(() => parents() === family || stop('SIGTERM'), 1000).unref();
  }
}

/** Who started us; and who started the shell that npm may have put in between. */
function parents() {
  const shell = read(`/proc/${process.ppid}/cmdline`)?.split('\0') ?? [];
  if (shell[1] !== '-c') return String(process.ppid);
  return `${process.ppid} ${/^PPid:\s+(\d+)/m.exec(read(`/proc/${process.ppid}/status`) ?? '')?.[1]}`;
}

function stop(signal) {
  isStopping = true;
  if (!child) process.exit(130);
  if (child.isGroup) process.kill(-child.pid, signal);
  else child.kill(signal);
}

/** A user without a home folder that can be written gets one here for the package manager's cache. */
function installEnv() {
  const env = { ...process.env, CI: 'true' };
  try {
    fs.accessSync(env.HOME ?? '', fs.constants.W_OK);
  } catch {
    env.HOME = path.join(root, '.data', 'home');
    fs.mkdirSync(env.HOME, { recursive: true });
    for (const name of Object.keys(env)) {
      if (/^npm_config_(cache|userconfig|prefix|globalconfig)$/i.test(name)) delete env[name];
    }
  }
  return env;
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}

function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}
