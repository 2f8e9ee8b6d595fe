import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

import { apiFlags, memoryEnvironment } from '../../../../scripts/node-memory.mjs';

const PATIENCE_MS = 60_000;

/**
 * Starts an HTTP server in a process of its own, with the memory the product's api gets.
 *
 * @param {string} script from this package's folder, e.g. `dist/main.js`; it reads PORT from its environment
 * @param {{ environment: object, readyPath: string }} options `readyPath` answers 200 when the database is reached
 * @returns `port`, `startedIn` (seconds from the start of the process to that answer), `memory()` in MB and `stop()`
 */
export async function startServer(script, { environment, readyPath }) {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [...apiFlags, fileURLToPath(new URL(`../../${script}`, import.meta.url))],
    {
      env: { PATH: process.env.PATH, ...memoryEnvironment, ...environment, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  while (!(await isReady(`http://127.0.0.1:${port}${readyPath}`))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with code ${child.exitCode}.`);
    if (performance.now() - startedAt > PATIENCE_MS) throw new Error(`${script} does not answer.`);
    await sleep(2);
  }
  return {
    port,
    startedIn: (performance.now() - startedAt) / 1000,
    memory: () => residentMemory(child.pid),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

const isReady = (address) =>
  fetch(address).then(
    ({ ok }) => ok,
    () => false, // nobody listens yet
  );

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function residentMemory(pid) {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1];
  return Number(kilobytes) / 1024;
}
