import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, send } from './proc.mjs';

/**
 * A process of its own that outlives the launcher by seconds: when the launcher's pipe closes without a farewell
 * (killed with -9, terminal gone), it stops what the launcher had started and ends too.
 *
 * Its input is one JSON object a line: `{ "watch": pid, "signal": "SIGTERM" }` or `{ "forget": pid }`.
 */
const watched = new Map();

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const { watch, signal, forget } = JSON.parse(line);
  if (watch) watched.set(watch, signal);
  if (forget) watched.delete(forget);
}
// A database is the one to be interrupted; it goes last, because the others still talk to it.
await stopAll('SIGTERM');
await stopAll('SIGINT');

async function stopAll(wanted) {
  const pids = [...watched].filter(([, signal]) => signal === wanted).map(([pid]) => pid);
  await Promise.all(pids.map((pid) => stop(pid, wanted)));
}

// Each is the leader of its own group, so whatever it has started goes with it.
async function stop(pid, signal) {
  send(pid, signal);
  for (let waited = 0; waited < 10_000 && isRunning(pid); waited += 100) await sleep(100);
  send(-pid, 'SIGKILL');
}
