import { mkdirSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { buildAll } from './build.mjs';
import { inRoot } from './paths.mjs';
import { freePortFrom } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { forget, watchOver } from './watch-over.mjs';
import { createProgress } from './progress.mjs';
import { runTool } from './run-tool.mjs';
import { onStopRequest } from './signals.mjs';

/**
 * `npm run bench`: measures the product against the bare minimum of the same work. `-- --json` prints one JSON object
 * a line, `-- --only <name>` runs one bench, `-- --large` reads 100,000 invoices of each provider. The database has the settings PostgreSQL comes with: what it says is
 * committed is on the disk, as in a real installation.
 */
export async function runBench(args) {
  const stopping = new AbortController();
  onStopRequest(() => stopping.abort());
  const folder = inRoot('.data', `bench-${process.pid}`);
  let server = null;
  try {
    await buildAll(createProgress(process.stderr), stopping.signal);
    server = await startServer(folder);
    const { code } = await runTool([inRoot('apps/api/bench/main.mjs'), ...args], {
      env: { ...process.env, BENCH_ADMIN_URL: server.url('postgres') },
      signal: stopping.signal,
      isShown: true,
    });
    return code;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    return 130;
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const server = await startPostgres({
    dir: `${folder}/postgres`,
    logFile: `${folder}/postgres.log`,
    port: await freePortFrom(54_360),
    password: randomBytes(24).toString('base64url'),
    onSpawn: (pid) => watchOver(pid, 'SIGINT'),
  });
  void server.exited.then(() => forget(server.pid));
  return server;
}
