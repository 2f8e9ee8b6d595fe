import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parseDockerfile } from './dockerfile.mjs';
import { inRoot } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const NODE_USER = '1000:1000';

/** What each finished image must be able to do, as the user it runs as and on files it cannot change. */
const PROOFS = {
  api: ['node apps/api/dist/cli.js --help', 'test -f apps/api/openapi.json'],
  sandbox: ['SANDBOX_PORT=4990 timeout --preserve-status 5 node apps/sandbox/dist/main.js'],
  web: ['test -f /usr/share/nginx/html/index.html', 'test -f /etc/nginx/conf.d/default.conf'],
};

/**
 * `node scripts/main.mjs dockerfiles`: carries out the steps of both Dockerfiles without a Docker engine, on the last
 * commit, and tries what comes out. Each stage is a layer over this machine, so this shows that the steps work, not
 * that the base images have what they need. Needs root and the registry.
 */
export async function runDockerfileSteps() {
  if (process.getuid() !== 0) {
    throw new PlainError(
      'The steps of a Dockerfile can only be carried out as root: they mount layers.',
    );
  }
  const work = mkdtempSync('/tmp/dockerfile-steps-');
  try {
    const context = cleanContext(path.join(work, 'context'));
    for (const file of ['Dockerfile.api', 'Dockerfile.web'])
      buildFile(file, context, path.join(work, file));
    return 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The last commit without what .dockerignore keeps out. */
function cleanContext(folder) {
  mkdirSync(folder);
  need('sh', ['-c', `git archive HEAD | tar -x -C '${folder}'`], { cwd: inRoot() });
  const ignored = readFileSync(inRoot('.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => /^[^#]/.test(line));
  for (const entry of globSync(ignored, { cwd: folder })) {
    rmSync(path.join(folder, entry), { recursive: true, force: true });
  }
  return folder;
}

function buildFile(file, context, folder) {
  const stages = new Map();
  for (const { name, from, steps } of parseDockerfile(readFileSync(inRoot(file), 'utf8'))) {
    const stage = newStage(path.join(folder, name), stages.get(from));
    stages.set(name, stage);
    console.log(`${file}: ${name}`);
    for (const { instruction, words } of steps)
      carryOut(instruction, words, { stage, stages, context });
    for (const proof of PROOFS[name] ?? []) {
      runIn(stage, proof, { user: NODE_USER });
      console.log(`  ✔ ${proof}`);
    }
  }
}

/** A layer over this machine: a copy of another stage's, or a new one with the user that Node's images have. */
function newStage(folder, base) {
  const stage = {
    upper: `${folder}/upper`,
    scratch: `${folder}/scratch`,
    merged: `${folder}/merged`,
  };
  for (const directory of Object.values(stage)) mkdirSync(directory, { recursive: true });
  if (base) {
    need('cp', ['--archive', `${base.upper}/.`, stage.upper]);
    return { ...stage, workdir: base.workdir, env: { ...base.env } };
  }
  addNodeUser(path.join(stage.upper, 'etc'));
  const PATH = `${path.dirname(process.execPath)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;
  // the rest of the environment: how this machine reaches the registry
  return { ...stage, workdir: '/', env: { ...process.env, PATH } };
}

function addNodeUser(etc) {
  mkdirSync(etc);
  for (const [name, line] of [
    ['passwd', `node:x:${NODE_USER}::/home/node:/bin/sh\n`],
    ['group', 'node:x:1000:\n'],
  ]) {
    const entries = readFileSync(`/etc/${name}`, 'utf8').split('\n');
    const others = entries.filter((entry) => !/^node:|:1000:/.test(entry));
    writeFileSync(path.join(etc, name), others.join('\n') + line);
  }
}

function carryOut(instruction, words, { stage, stages, context }) {
  switch (instruction) {
    case 'WORKDIR':
      stage.workdir = path.resolve(stage.workdir, words);
      return runIn(stage, `mkdir -p ${stage.workdir}`, { cwd: '/' });
    case 'ENV':
      return Object.assign(stage.env, Object.fromEntries([words.split('=')]));
    case 'RUN':
      return runIn(stage, words);
    case 'COPY':
      return copy(words.split(/\s+/), { stage, stages, context });
    case 'USER':
    case 'EXPOSE':
    case 'CMD':
      return undefined; // they say how the image is run, not what is in it
    default:
      throw new Error(`Unknown instruction ${instruction}`);
  }
}

function copy(words, { stage, stages, context }) {
  const from = /^--from=(.+)$/.exec(words[0])?.[1];
  const sources = words.slice(from ? 1 : 0, -1);
  const target = words.at(-1);
  const origin = from ? stages.get(from).upper : context;
  for (const source of sources) {
    copyInto(stage, path.join(origin, source), target, sources.length > 1 || target.endsWith('/'));
  }
}

function copyInto(stage, origin, target, isFolder) {
  const absolute = path.resolve(stage.workdir, target);
  const isFile = !globSync(`${origin}/`).length;
  const to = path.join(stage.upper, absolute, isFile && isFolder ? path.basename(origin) : '');
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(origin, to, { recursive: true, verbatimSymlinks: true });
}

/** Runs a command inside the stage; as an ordinary user the stage cannot be written to. */
function runIn(stage, command, { cwd = stage.workdir, user } = {}) {
  const layers = `lowerdir=/,upperdir=${stage.upper},workdir=${stage.scratch}`;
  const script = [
    'set -e',
    `mount -t overlay overlay -o ${layers} ${stage.merged}`,
    `for part in dev proc sys; do mount --rbind /$part ${stage.merged}/$part; done`,
    user ? `mount -o remount,ro ${stage.merged}` : '',
    `exec chroot ${user ? `--userspec=${user}` : ''} ${stage.merged} sh -c 'cd "$0" && eval "$1"' "$0" "$1"`,
  ].join('\n');
  need('unshare', ['--mount', 'sh', '-c', script, cwd, command], { env: stage.env });
}

function need(command, args, options) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    ...options,
  });
  if (status !== 0) throw new PlainError(`${args.at(-1)} failed:\n${stdout}${stderr}`);
}
