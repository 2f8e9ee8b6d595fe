import { Logger } from '@nestjs/common';

import type { JobHandler } from './job-handler.js';
import type { JobQueue } from './job-queue.js';
import { QUEUES } from './queues.js';

/** How many jobs of a queue one worker process runs side by side. */
const CONCURRENCY = 4;

/** Lets the handlers work off the queue until `stop` is called. */
export class JobRunner {
  private readonly logger = new Logger('jobs');
  private readonly stopping = new AbortController();

  constructor(
    private readonly jobs: JobQueue,
    private readonly handlers: readonly JobHandler[],
  ) {}

  /** @throws when a queue has no handler, or two */
  async start(): Promise<void> {
    for (const queue of QUEUES) {
      const own = this.handlers.filter((handler) => handler.queue === queue);
      if (own.length !== 1)
        throw new Error(`queue "${queue}" must have exactly one handler, it has ${own.length}`);
      await this.work(own[0]!);
    }
  }

  /** Takes no new jobs, and tells the running ones to finish. */
  stop(): void {
    this.stopping.abort();
  }

  private async work(handler: JobHandler): Promise<void> {
    await this.jobs.boss.work(
      handler.queue,
      { localConcurrency: CONCURRENCY, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 },
      async ([job]) => {
        if (job === undefined) return;
        const startedAt = performance.now();
        try {
          await handler.handle(
            job.data as never,
            AbortSignal.any([job.signal, this.stopping.signal]),
          );
          this.logger.log(
            { queue: handler.queue, job: job.id, ms: Math.round(performance.now() - startedAt) },
            'job done',
          );
        } catch (error) {
          this.logger.error({ err: error, queue: handler.queue, job: job.id }, 'job failed');
          throw error;
        }
      },
    );
  }
}
