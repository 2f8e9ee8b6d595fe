import { Module } from '@nestjs/common';

import { Rehearsal } from '../../platform/tenancy/rehearsal.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ArchiveCases } from './archive-cases.js';
import { CaseListQuery } from './case-list.query.js';
import { CaseViewQuery } from './case-view.query.js';
import { CasesController } from './cases.controller.js';
import { ChangePolicy } from './change-policy.js';
import { DailyRunLease } from './daily-run-lease.js';
import { DailyRunsController } from './daily-runs.controller.js';
import { HoldReminders } from './holds/hold-reminders.js';
import { HoldsController } from './holds/holds.controller.js';
import { RunAccountDayJob } from './jobs/run-account-day.job.js';
import { DecideOldDebts } from './old-debts/decide-old-debts.js';
import { OldDebtsController } from './old-debts/old-debts.controller.js';
import { OldDebtsQuery } from './old-debts/old-debts.query.js';
import { RehearseRelease } from './old-debts/rehearse-release.js';
import { OverviewController } from './overview.controller.js';
import { OverviewQuery } from './overview.query.js';
import { PolicyController } from './policy.controller.js';
import { KeepPromises } from './promises/keep-promises.js';
import { PromiseListQuery } from './promises/promise-list.query.js';
import { PromisesController } from './promises/promises.controller.js';
import { RequestDailyRun } from './request-daily-run.js';
import { RunAccountDay } from './run-account-day.js';

@Module({
  imports: [AccountsModule],
  controllers: [
    CasesController,
    DailyRunsController,
    HoldsController,
    OldDebtsController,
    OverviewController,
    PolicyController,
    PromisesController,
  ],
  providers: [
    ArchiveCases,
    CaseListQuery,
    CaseViewQuery,
    ChangePolicy,
    DailyRunLease,
    DecideOldDebts,
    HoldReminders,
    KeepPromises,
    OldDebtsQuery,
    OverviewQuery,
    PromiseListQuery,
    Rehearsal,
    RehearseRelease,
    RequestDailyRun,
    RunAccountDay,
    RunAccountDayJob,
  ],
  exports: [RunAccountDay, RunAccountDayJob],
})
export class CasesModule {}
