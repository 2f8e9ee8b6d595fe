import type { JobData, QueueName } from './queues.js';

/** The twin of one use-case: holds no rules, may be called twice. */
export abstract class JobHandler<Q extends QueueName = QueueName> {
  abstract readonly queue: Q;

  /** @param signal aborted when the worker is asked to stop; work in small steps looks at it between them */
  abstract handle(data: JobData[Q], signal: AbortSignal): Promise<void>;
}
