import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { PlainError } from './plain-error.mjs';
import { send } from './proc.mjs';
import { forget, watchOver } from './watch-over.mjs';

/**
 * Starts a long-running program in its own process group, with its output in a log file.
 *
 * @param {{ name: string, args: string[], env: NodeJS.ProcessEnv, logFile: string }} program
 *   `args` are those of the Node that runs the launcher
 * @returns `exited` (resolves with how it ended, in words), `hasSaid(text)`, `failure(how)` (an error with the last
 *   words of the log) and `stop(timeoutMs)`
 */
export function startProgram({ name, args, env, logFile }) {
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  if (child.pid) watchOver(child.pid);

  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      forget(child.pid);
      resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`);
    });
  });

  return {
    name,
    exited,
    hasSaid: (text) => readFileSync(logFile, 'utf8').includes(text),
    failure: (how) =>
      new PlainError(`The ${name} ${how}. The end of ${logFile}:\n${lastLines(logFile)}`),
    /** Asks it to end, and takes its whole group down when it has not in time. */
    async stop(timeoutMs) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => send(-child.pid, 'SIGKILL'), timeoutMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

function lastLines(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
}
