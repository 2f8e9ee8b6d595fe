import { Module } from '@nestjs/common';

import { SendSystemMailsJob } from './jobs/send-system-mails.job.js';
import { SendSystemMails } from './send-system-mails.js';
import { SystemMailClaims } from './system-mail-claims.js';

@Module({
  providers: [SendSystemMails, SendSystemMailsJob, SystemMailClaims],
  exports: [SendSystemMails, SendSystemMailsJob],
})
export class SystemMailModule {}
