import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A process of its own that outlives the launcher by seconds: when the launcher's pipe closes without a farewell
 * (killed with -9, terminal gone), it stops what the launcher had started, last started first, and ends too.
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
for (const [pid, signal] of [...watched].reverse()) await stop(pid, signal);

// Each is the leader of its own group, so whatever it has started goes with it.
async function stop(pid, signal) {
  send(pid, signal);
  for (let tries = 0; tries < 100 && send(pid, 0); tries += 1) await sleep(100);
  send(-pid, 'SIGKILL');
}

function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}
