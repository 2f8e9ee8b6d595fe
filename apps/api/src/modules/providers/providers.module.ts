import { Module } from '@nestjs/common';

import { SyncConnectionJob } from './jobs/sync-connection.job.js';

@Module({ providers: [SyncConnectionJob], exports: [SyncConnectionJob] })
export class ProvidersModule {}
