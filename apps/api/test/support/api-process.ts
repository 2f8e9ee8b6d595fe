import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Product } from './product.js';
import { environmentOf, ROOT } from './worker-process.js';

/** The api as it runs in production: a process whose whole output is kept. */
export class ApiProcess {
  /** Everything it has written, logs and errors. */
  output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** Starts one that logs everything there is to log, and waits until it answers. */
  static async start({ settings }: Product): Promise<ApiProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, [join(ROOT, 'apps/api/dist/main.js')], {
      env: { ...environmentOf(settings), PORT: String(port), LOG_LEVEL: 'trace' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const api = new ApiProcess(child, `http://127.0.0.1:${port}`);
    while (!(await api.isReady())) {
      if (child.exitCode !== null) throw new Error(api.output);
      await sleep(100);
    }
    return api;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/api/v1/health/ready`)).ok;
    } catch {
      // Nobody listens yet.
      return false;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
