import { spawn } from 'node:child_process';
import path from 'node:path';

const watched = new Map();
let guard = null;

/**
 * Has the guard stop this process should the launcher die before it can do so itself.
 * @param {string} signal SIGTERM, or SIGINT for a database, which is stopped last
 */
export function watchOver(pid, signal = 'SIGTERM') {
  watched.set(pid, signal);
  if (guard) tell({ watch: pid, signal });
  else startGuard();
}

/** Tells the guard that the process has ended; its number may soon be another's. */
export function forget(pid) {
  watched.delete(pid);
  if (guard) tell({ forget: pid });
}

function startGuard() {
  guard = spawn(process.execPath, [path.join(import.meta.dirname, 'guard.mjs')], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  guard.unref();
  guard.stdin.unref();
  // Killed by somebody: the next one takes over what it watched.
  guard.stdin.on('error', () => {});
  guard.once('exit', startGuard);
  for (const [pid, signal] of watched) tell({ watch: pid, signal });
}

function tell(message) {
  guard.stdin.write(`${JSON.stringify(message)}\n`);
}
