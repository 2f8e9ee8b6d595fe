import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { PgBoss } from 'pg-boss';

import type { Settings } from '../../config/env.js';
import { outliveErrors } from '../database/outlive-errors.js';
import type { Transaction } from '../database/transaction.js';
import { type JobData, QUEUE_SCHEMA, type QueueName } from './queues.js';

/** Puts jobs into the queue, in the caller's own transaction where it has one. */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('jobs');
  readonly boss: PgBoss;

  /** @param isWorker workers also look after the queue (dead jobs, clean-up) and listen for new jobs */
  constructor(
    settings: Settings,
    private readonly isWorker: boolean,
  ) {
    // what the queue does not name itself it hands on to its pool
    const pool = { onConnect: outliveErrors };
    this.boss = new PgBoss({
      ...pool,
      connectionString: settings.RUNTIME_DATABASE_URL,
      schema: QUEUE_SCHEMA,
      max: isWorker ? 6 : 2,
      createSchema: false,
      migrate: false,
      schedule: false,
      supervise: isWorker,
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
      reindex: false,
      useListenNotify: isWorker,
    });
    this.boss.on('error', (error) => this.logger.error({ err: error }, 'job queue'));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boss.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 30_000, close: true });
  }

  /**
   * Enqueues a job that becomes visible when the transaction commits.
   *
   * @param key jobs of one key are never waiting or running twice
   * @returns false when such a job is there already
   */
  async send<Q extends QueueName>(
    tx: Transaction,
    queue: Q,
    key: string,
    data: JobData[Q],
  ): Promise<boolean> {
    const db = {
      executeSql: async (text: string, values?: unknown[]) => ({
        rows: await tx.query(text, values ?? []),
      }),
    };
    return (await this.boss.send(queue, data, { singletonKey: key, db })) !== null;
  }

  /**
   * The same, outside a transaction: for whoever only wakes.
   *
   * @param afterSeconds how long it sleeps first, in real time
   */
  async wake<Q extends QueueName>(
    queue: Q,
    key: string,
    data: JobData[Q],
    afterSeconds = 0,
  ): Promise<boolean> {
    const options = { singletonKey: key, ...(afterSeconds > 0 && { startAfter: afterSeconds }) };
    return (await this.boss.send(queue, data, options)) !== null;
  }
}
