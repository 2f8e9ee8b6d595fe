import { Module } from '@nestjs/common';

import { SendNoticesJob } from './jobs/send-notices.job.js';

@Module({ providers: [SendNoticesJob], exports: [SendNoticesJob] })
export class NotificationsModule {}
