import path from 'node:path';
import { checkDatabase, createDatabase } from './outside-database.mjs';
import { freePortFrom } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { forget, watchOver } from './watch-over.mjs';

const DATABASE = 'invoicetracker';

/**
 * The demo's database: the one DATABASE_URL names, or an embedded server below `dir`.
 * @returns `url` of the owner, `exited` (never resolves for an outside server) and `stop()`
 */
export async function openDemoDatabase(dir, password, outsideUrl = process.env.DATABASE_URL) {
  if (outsideUrl) {
    await checkDatabase(outsideUrl);
    return { url: outsideUrl, exited: new Promise(() => {}), stop: async () => {} };
  }
  const server = await startPostgres({
    dir: path.join(dir, 'postgres'),
    logFile: path.join(dir, 'postgres.log'),
    port: await freePortFrom(54_329),
    password,
    onSpawn: (pid) => watchOver(pid, 'SIGINT'),
  });
  void server.exited.then(() => forget(server.pid));
  try {
    await createDatabase(server.url('postgres'), DATABASE);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.url(DATABASE), exited: server.exited, stop: server.stop };
}
