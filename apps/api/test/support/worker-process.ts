import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Settings } from '../../src/config/env.js';
import type { Product } from './product.js';

/** The folder of the repository. */
export const ROOT = join(import.meta.dirname, '../../../..');

/** Compiles what has changed, so that workers can run as processes of their own. */
export function buildWorker(): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts/main.mjs'), 'build', 'server'], {
    cwd: ROOT,
  });
}

/** A worker as it runs in production: a process that can be killed. */
export class WorkerProcess {
  private isMeantToEnd = false;
  /** What it wrote when it ended although nobody killed it; null while all is well. */
  failure: string | null = null;

  private constructor(private readonly child: ChildProcess) {
    let output = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-5000)));
    child.on('exit', (code, signal) => {
      if (!this.isMeantToEnd) this.failure = `ended with ${code ?? signal}: ${output}`;
    });
  }

  /** Starts one on the product's database and clock; `buildWorker` must have been called. */
  static start({ settings }: Pick<Product, 'settings'>): WorkerProcess {
    const child = spawn(process.execPath, [join(ROOT, 'apps/api/dist/worker.js')], {
      env: environmentOf(settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new WorkerProcess(child);
  }

  /** SIGSTOP: it stands still wherever it is, and keeps what it holds. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  /** SIGCONT: it goes on as if no time had passed. */
  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** SIGKILL: no handler runs, nothing is finished, nothing is written. */
  async kill(): Promise<void> {
    this.isMeantToEnd = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

/** The settings a process of this product gets. */
export function environmentOf(settings: Settings): Record<string, string | undefined> {
  return {
    RUNTIME_DATABASE_URL: settings.RUNTIME_DATABASE_URL,
    DATABASE_POOL_SIZE: '6',
    PUBLIC_URL: settings.PUBLIC_URL,
    JWT_KEYS: settings.JWT_KEYS,
    SEALING_KEYS: settings.SEALING_KEYS,
    AUDIT_KEYS: settings.AUDIT_KEYS,
    EGRESS_ALLOW: settings.EGRESS_ALLOW.join(','),
    INFAKT_API_URL: settings.INFAKT_API_URL,
    INFAKT_READS_PER_MINUTE: String(settings.INFAKT_READS_PER_MINUTE),
    CLOCK_FILE: settings.CLOCK_FILE,
    DEMO: 'true',
    LOG_LEVEL: 'warn',
  };
}
