import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';

import { readSettings } from './config/env.js';
import { startOrExplain } from './platform/start-or-explain.js';
import { WorkerModule } from './worker.module.js';

await startOrExplain(async () => {
  const settings = readSettings();
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(settings), {
    bufferLogs: true,
  });
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks();
  app.get(Logger).log('worker ready');
});
