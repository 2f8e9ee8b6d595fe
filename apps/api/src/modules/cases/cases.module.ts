import { Module } from '@nestjs/common';

import { RunAccountDayJob } from './jobs/run-account-day.job.js';

@Module({ providers: [RunAccountDayJob], exports: [RunAccountDayJob] })
export class CasesModule {}
