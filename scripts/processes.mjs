import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { PlainError } from './plain-error.mjs';

let guard = null;

/** Has the guard stop this process should the launcher die before it can do so itself. */
export function watchOver(pid, signal = 'SIGTERM') {
  guard ??= spawn(process.execPath, [path.join(import.meta.dirname, 'guard.mjs')], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  guard.unref();
  guard.stdin.unref?.();
  guard.stdin.write(`${JSON.stringify({ watch: pid, signal })}\n`);
}

/** Tells the guard that the process has ended; its number may soon be another's. */
export function forget(pid) {
  guard?.stdin.write(`${JSON.stringify({ forget: pid })}\n`);
}

/**
 * Starts a long-running program in its own process group, with its output in a log file.
 *
 * @param {{ name: string, args: string[], env: NodeJS.ProcessEnv, logFile: string, cwd?: string }} program
 *   `args` are those of the Node that runs the launcher
 * @returns `pid`, `exited` (resolves with what happened), `sees(text)` (resolves once the output holds the text) and
 *   `stop(timeoutMs)`
 */
export function startProgram({ name, args, env, logFile, cwd }) {
  const log = createWriteStream(logFile, { mode: 0o600 });
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid) watchOver(child.pid);
  for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });

  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      if (child.pid) forget(child.pid);
      log.end(() => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
    });
  });
  const failure = async () => {
    const how = await exited;
    return new PlainError(
      `The ${name} ${how}. Its last words (all of them: ${logFile}):\n${lastLines(logFile)}`,
    );
  };

  return {
    name,
    pid: child.pid,
    exited,
    failure,
    async stop(timeoutMs) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), timeoutMs);
      await exited;
      clearTimeout(timer);
    },
    sees(text) {
      return new Promise((resolve, reject) => {
        let tail = '';
        const look = (chunk) => {
          tail = (tail + chunk).slice(-10_000);
          if (!tail.includes(text)) return;
          child.stdout.off('data', look);
          resolve();
        };
        child.stdout.on('data', look);
        void failure().then(reject);
      });
    },
  };
}

function lastLines(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
}
