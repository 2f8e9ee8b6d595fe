import { Module } from '@nestjs/common';

import { DailyRunLease } from './daily-run-lease.js';
import { RunAccountDayJob } from './jobs/run-account-day.job.js';
import { RunAccountDay } from './run-account-day.js';

@Module({
  providers: [DailyRunLease, RunAccountDay, RunAccountDayJob],
  exports: [RunAccountDay, RunAccountDayJob],
})
export class CasesModule {}
