import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { inRoot } from './paths.mjs';
import { freePortFrom } from './ports.mjs';
import { startTestPostgres } from './postgres-test.mjs';

jest.setTimeout(180_000);

let folder;
let port;
const started = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'start-'));
  port = await freePortFrom(3100);
});
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
  expect(await leftovers()).toEqual([]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('brings the product up, keeps it up, and leaves nothing behind', async () => {
  const demo = npmStart();
  await demo.says('InvoiceTracker is running.');
  expect(demo.output()).toContain(`http://localhost:${port}`);
  expect(demo.output()).toMatch(/Sign in +admin {2}\/ {2}[a-z2-9]{20}\n/);
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/health/ready`)).status).toBe(200);
  const page = await fetch(`http://127.0.0.1:${port}/cases`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('<div id="app"');
  // whoever serves the web app, the api here or Nginx in a container: the browser gets the same policy
  expect(policy(page.headers.get('content-security-policy'))).toEqual(policyOfNginx());

  demo.child.kill('SIGINT');
  await expectEnd(demo, 0);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

it('does not fill in its data a second time, and --fresh begins again', async () => {
  const secrets = () => readFileSync(path.join(folder, 'secrets.json'), 'utf8');
  const before = secrets();
  const again = npmStart();
  await again.says('InvoiceTracker is running.');
  expect(again.output()).not.toContain('Fill in demo data');
  expect(secrets()).toBe(before);
  again.child.kill('SIGTERM');
  await expectEnd(again, 0);

  const fresh = npmStart('--fresh');
  await fresh.says('InvoiceTracker is running.');
  expect(fresh.output()).toContain('Fill in demo data');
  expect(secrets()).not.toBe(before);
});

it('refuses a second start on the same data, and says where the first one is', async () => {
  const first = npmStart();
  await first.says('InvoiceTracker is running.');
  const second = startWith({ PORT: String(await freePortFrom(port + 1)) });
  await expectEnd(second, 1);
  expect(second.output().trim()).toBe(
    `Already running at http://localhost:${port} (process ${first.child.pid}): stop it there with Ctrl-C first.`,
  );
});

it('takes everything down with it when it is killed', async () => {
  const demo = npmStart();
  await demo.says('InvoiceTracker is running.');
  demo.child.kill('SIGKILL');
  await demo.ended;
});

it('stops when a part of the product dies, and says which', async () => {
  const demo = npmStart();
  await demo.says('InvoiceTracker is running.');
  const worker = (await leftovers()).find(({ command }) => command.includes('dist/worker.js'));
  process.kill(worker.pid, 'SIGKILL');
  await expectEnd(demo, 1);
  expect(demo.output()).toContain('The worker was ended by SIGKILL.');
});

it('lets itself be stopped half-way up', async () => {
  const demo = npmStart();
  await demo.says('Start the database');
  demo.child.kill('SIGTERM');
  await expectEnd(demo, 0);
});

it('says in a sentence that the database address is broken', async () => {
  const demo = startWith({ DATABASE_URL: 'postgres://someone:secret@127.0.0.1:9/none' });
  await expectEnd(demo, 1);
  expect(demo.output()).toContain('No PostgreSQL answers at 127.0.0.1:9 (ECONNREFUSED)');
  expect(demo.output()).not.toMatch(/secret|at .*\.mjs/);
});

it('runs on the PostgreSQL that DATABASE_URL names', async () => {
  const outside = mkdtempSync(path.join(os.tmpdir(), 'outside-'));
  // a server of its own: migrating sets the run-time role's password, which other tests sign in with
  const server = await startTestPostgres(path.join(outside, 'server'), 54_500);
  const data = path.join(outside, 'data');
  const demo = startWith({ DATABASE_URL: server.url('postgres'), INVOICETRACKER_DATA: data });
  await demo.says('InvoiceTracker is running.');
  expect(globSync('postgres*', { cwd: data })).toEqual([]);
  demo.child.kill('SIGTERM');
  await expectEnd(demo, 0);
  await server.stop();
  rmSync(outside, { recursive: true });
});

it('lets the command line work on the demo whether it runs or not', async () => {
  const alone = startWith({}, 'cli', ['--json', 'clock', 'show']);
  await expectEnd(alone, 0);
  expect(JSON.parse(alone.stdout())).toMatchObject({ offsetMs: 0 });

  const demo = npmStart();
  await demo.says('InvoiceTracker is running.');
  const beside = startWith({}, 'cli', ['--json', 'clock', 'advance', '1d']);
  await expectEnd(beside, 0);
  expect(JSON.parse(readFileSync(path.join(folder, 'clock.json'), 'utf8'))).toEqual({
    offsetMs: 86_400_000,
  });

  const refused = startWith({}, 'cli', ['clock', 'advance', 'soon']);
  await expectEnd(refused, 2);

  // what a command reads from the environment reaches it
  const nobody = ['--account', '00000000-0000-4000-8000-000000000000'];
  const imports = ['cli', ['--json', 'keys', 'import-fernet', 'no-token', '--sender', ...nobody]];
  const withoutKey = startWith({}, ...imports);
  await expectEnd(withoutKey, 2);
  expect(withoutKey.output()).toContain('Set FERNET_KEY');
  const withKey = startWith({ FERNET_KEY: 'k' }, ...imports);
  await expectEnd(withKey, 2);
  expect(withKey.output()).toContain('This is no Fernet token of this key.');
});

it('writes nothing that another user of the machine could read', () => {
  expect(statSync(folder).mode & 0o077).toBe(0);
  for (const file of ['secrets.json', 'api.log', 'worker.log']) {
    expect(statSync(path.join(folder, file)).mode & 0o077).toBe(0);
  }
});

/** Compares the exit code, and shows what was said when it is another. */
async function expectEnd(run, code) {
  expect({ code: await run.ended, said: run.output() }).toEqual({ code, said: expect.any(String) });
}

const policy = (text) => new Set(text.split(';').map((directive) => directive.trim()));

function policyOfNginx() {
  const headers = readFileSync(inRoot('apps/web/nginx/security-headers.conf'), 'utf8');
  return policy(/Content-Security-Policy "([^"]+)"/.exec(headers)[1]);
}

const npmStart = (...args) => startWith({}, 'start', args);

function startWith(environment, command = 'start', args = []) {
  const env = { ...process.env, PORT: String(port), INVOICETRACKER_DATA: folder, ...environment };
  const child = spawn(process.execPath, [inRoot('scripts/main.mjs'), command, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => (said[name] += text));
  }
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  const run = {
    child,
    ended,
    stdout: () => said.stdout,
    output: () => said.stdout + said.stderr,
    async says(text) {
      for (let waited = 0; waited < 90_000; waited += 50) {
        if (run.output().includes(text)) return;
        if (child.exitCode !== null) break;
        await sleep(50);
      }
      throw new Error(`It never said "${text}", but:\n${run.output()}`);
    },
  };
  started.push(run);
  return run;
}

/** Our processes that still run, after the time they may take to notice that they are orphans. */
async function leftovers() {
  const ours = () =>
    globSync('/proc/[0-9]*/environ').flatMap((file) => {
      const pid = Number(file.split('/')[2]);
      try {
        const isOurs =
          readFileSync(file, 'utf8').includes(folder) || commandOf(pid).includes(folder);
        return isOurs && pid !== process.pid ? [{ pid, command: commandOf(pid) }] : [];
      } catch {
        return []; // ended while we looked
      }
    });
  for (
    let waited = 0;
    waited < 15_000 && ours().length > 0 && started.length === 0;
    waited += 100
  ) {
    await sleep(100);
  }
  return ours();
}

function commandOf(pid) {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
}
