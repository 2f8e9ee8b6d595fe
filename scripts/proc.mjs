import { readFileSync } from 'node:fs';

/** The words with which a process was started, or null when there is none of this number. */
export function commandLineOf(pid) {
  return read(pid, 'cmdline')?.split('\0') ?? null;
}

/** False too for an ended process that stays listed until its parent takes note, which some containers never do. */
export function isRunning(pid) {
  const status = read(pid, 'status');
  return status !== null && !/^State:\s+Z/m.test(status);
}

/** Sends a signal; a process that has ended already is what the signal was for. A negative number is a whole group. */
export function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    // ESRCH: it ended between opening and reading
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
    throw error;
  }
}
