import { setTimeout as sleep } from 'node:timers/promises';

import { environmentFor } from '../arrange/environment.mjs';
import { alternate } from '../framework/alternate.mjs';
import { goals } from '../framework/goals.mjs';
import { median } from '../framework/median.mjs';
import { rowOf } from '../framework/row.mjs';
import { startServer } from '../load/start-server.mjs';

const ROUNDS = 5;
/** Until what starting left behind has been cleared away. */
const SETTLING_MS = 2000;

/** From the start of the process to its first answer that came from the database, and the memory it has then. */
export async function* apiStart(context) {
  const database = await context.databases.migrated();
  const environment = environmentFor(database);
  const memories = { limit: [], ours: [] };
  const start = (script, options, kept) => async () => {
    const server = await startServer(script, options);
    await sleep(SETTLING_MS);
    kept.push(server.memory());
    await server.stop();
    return server.startedIn;
  };
  const bare = {
    environment: { OWNER_DATABASE_URL: database.ownerUrl, NODE_ENV: 'production' },
    readyPath: '/ready',
  };
  const measured = await alternate(
    ROUNDS,
    start('bench/limits/raw-nest.mjs', bare, memories.limit),
    start('dist/main.js', { environment, readyPath: '/api/v1/health/ready' }, memories.ours),
  );
  yield rowOf('api-start', 's', measured, goals.atMost(0.6, 's'));
  const idle = { value: median(memories.ours), baseline: median(memories.limit) };
  yield rowOf('api-idle-memory', 'MB', idle, goals.atMost(130, 'MB'));
  await context.databases.drop(database);
}
