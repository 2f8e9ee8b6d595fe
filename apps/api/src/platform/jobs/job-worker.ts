import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';

import { JobRunner } from './job-runner.js';

/** Starts the runner once the queue is connected, and stops it before anything else is torn down. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly runner: JobRunner) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.runner.start();
  }

  beforeApplicationShutdown(): void {
    this.runner.stop();
  }
}
