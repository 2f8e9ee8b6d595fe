import { mkdirSync, rmSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { startPostgres, stopLeftServer } from './postgres.mjs';
import { freePortFrom } from './ports.mjs';
import { forget, watchOver } from './watch-over.mjs';
import { onStopRequest } from './signals.mjs';

/** The volatile server's password guards nothing but test rows, and a known one lets its address be written down. */
const PASSWORD = 'only-test-rows';

/**
 * A server for tests: no fsync, so quick and worthless after a crash. It starts empty, because a database template
 * from an earlier run may lack the newest migrations.
 * @param {string} folder below it lies everything the server writes
 */
export async function startTestPostgres(folder, wantedPort) {
  const dir = `${folder}/postgres`;
  await stopLeftServer(dir);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const server = await startPostgres({
    dir,
    logFile: `${folder}/postgres.log`,
    port: await freePortFrom(wantedPort),
    password: PASSWORD,
    isVolatile: true,
    onSpawn: (pid) => watchOver(pid, 'SIGINT'),
  });
  void server.exited.then(() => forget(server.pid));
  return server;
}

/** `node scripts/main.mjs postgres-test`: a server for running Jest by hand; stays until Ctrl-C. */
export async function runPostgresTest() {
  const server = await startTestPostgres(inRoot('.data/postgres-test'), 54_330);
  console.log(`export TEST_DATABASE_ADMIN_URL=${server.url('postgres')}`);
  onStopRequest(() => void server.stop());
  return server.exited;
}
