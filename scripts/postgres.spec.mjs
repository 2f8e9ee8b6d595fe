import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { checkDatabase } from './outside-database.mjs';
import { freePortFrom } from './ports.mjs';
import { startPostgres, stopLeftServer } from './postgres.mjs';
import { postgresBinary } from './postgres-binaries.mjs';
import { identities, workingIdentity } from './server-identity.mjs';

// mkdtemp makes a folder that is closed to everybody else: the server has to pass it all the same.
let folder;
let options;
let server;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'postgres-'));
  options = {
    dir: path.join(folder, 'data'),
    logFile: path.join(folder, 'log'),
    port: await freePortFrom(54_400),
    password: 'of the test',
    isVolatile: true,
  };
});
afterEach(() => server.stop());
afterAll(() => rmSync(folder, { recursive: true }));

it('makes a database server that asks for a password', async () => {
  server = await startPostgres(options);
  await expect(checkDatabase(server.url('postgres'))).resolves.toBeUndefined();
  const wrong = server.url('postgres').replace(encodeURIComponent(options.password), 'wrong');
  await expect(checkDatabase(wrong)).rejects.toThrow('refuses user or password');
});

it('starts again after the server was killed, with what was committed', async () => {
  server = await startPostgres(options);
  process.kill(server.pid, 'SIGKILL');
  await server.exited;
  expect(existsSync(path.join(options.dir, 'postmaster.pid'))).toBe(true);
  server = await startPostgres(options);
  await expect(checkDatabase(server.url('postgres'))).resolves.toBeUndefined();
});

it('adopts a server that a killed launcher left behind', async () => {
  const left = await startPostgres(options);
  server = await startPostgres({ ...options, port: options.port + 1 });
  expect(server).toMatchObject({ pid: left.pid, port: left.port });
});

it('stops a server that was left behind', async () => {
  server = await startPostgres(options);
  await stopLeftServer(options.dir);
  expect(existsSync(`/proc/${server.pid}`)).toBe(false);
});

it('runs under every way this user has', async () => {
  const ways = identities().filter((way) => workingIdentity(postgresBinary('postgres'), [way]));
  expect(ways.length).toBeGreaterThan(0);
  for (const way of ways) {
    server = await startPostgres({ ...options, identities: [way] });
    await expect(checkDatabase(server.url('postgres'))).resolves.toBeUndefined();
    await server.stop();
  }
});
