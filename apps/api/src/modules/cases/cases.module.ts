import { Module } from '@nestjs/common';

import { Rehearsal } from '../../platform/tenancy/rehearsal.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ArchiveCases } from './archive-cases.js';
import { CaseListQuery } from './case-list.query.js';
import { CaseViewQuery } from './case-view.query.js';
import { CasesController } from './cases.controller.js';
import { DisputeListQuery } from './disputes/dispute-list.query.js';
import { DisputesController } from './disputes/disputes.controller.js';
import { SettleDisputes } from './disputes/settle-disputes.js';
import { DailyRunLease } from './daily-run-lease.js';
import { DailyRunsController } from './daily-runs.controller.js';
import { ExportHeld } from './held/export-held.js';
import { HeldController } from './held/held.controller.js';
import { HeldCountsQuery } from './held/held-counts.query.js';
import { HeldListQuery } from './held/held-list.query.js';
import { HoldListQuery } from './holds/hold-list.query.js';
import { ExportAgreements } from './lists/export-agreements.js';
import { EvaluationsController } from './evaluations/evaluations.controller.js';
import { EvaluationsQuery } from './evaluations/evaluations.query.js';
import { FalseRemindersController } from './false-reminders/false-reminders.controller.js';
import { FalseRemindersQuery } from './false-reminders/false-reminders.query.js';
import { ForecastController } from './forecast/forecast.controller.js';
import { ForecastQuery } from './forecast/forecast.query.js';
import { HoldReminders } from './holds/hold-reminders.js';
import { HoldsController } from './holds/holds.controller.js';
import { RunAccountDayJob } from './jobs/run-account-day.job.js';
import { DecideOldDebts } from './old-debts/decide-old-debts.js';
import { OldDebtsController } from './old-debts/old-debts.controller.js';
import { OldDebtsQuery } from './old-debts/old-debts.query.js';
import { RehearseRelease } from './old-debts/rehearse-release.js';
import { OverviewController } from './overview.controller.js';
import { OverviewQuery } from './overview.query.js';
import { KeepPromises } from './promises/keep-promises.js';
import { PromiseListQuery } from './promises/promise-list.query.js';
import { PromisesController } from './promises/promises.controller.js';
import { ChangePolicies } from './policies/change-policies.js';
import { ClientGroups } from './policies/client-groups.js';
import { ClientGroupsController } from './policies/client-groups.controller.js';
import { ForeseeChange } from './policies/foresee-change.js';
import { KeepPolicies } from './policies/keep-policies.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PoliciesQuery } from './policies/policies.query.js';
import { PolicyAssignmentsController } from './policies/policy-assignments.controller.js';
import { StagesController } from './policies/stages.controller.js';
import { PolicyChangesController } from './policies/policy-changes.controller.js';
import { UndoChange } from './policies/undo-change.js';
import { UnusualRuns } from './unusual-runs/unusual-runs.js';
import { UnusualRunsController } from './unusual-runs/unusual-runs.controller.js';
import { RequestDailyRun } from './request-daily-run.js';
import { RunAccountDay } from './run-account-day.js';

@Module({
  imports: [AccountsModule],
  controllers: [
    CasesController,
    ClientGroupsController,
    DailyRunsController,
    DisputesController,
    EvaluationsController,
    FalseRemindersController,
    HeldController,
    HoldsController,
    ForecastController,
    OldDebtsController,
    OverviewController,
    PromisesController,
    PoliciesController,
    PolicyAssignmentsController,
    PolicyChangesController,
    StagesController,
    UnusualRunsController,
  ],
  providers: [
    UnusualRuns,
    ArchiveCases,
    CaseListQuery,
    CaseViewQuery,
    ChangePolicies,
    ClientGroups,
    DailyRunLease,
    DecideOldDebts,
    DisputeListQuery,
    EvaluationsQuery,
    FalseRemindersQuery,
    ExportAgreements,
    ExportHeld,
    HeldCountsQuery,
    HeldListQuery,
    HoldListQuery,
    HoldReminders,
    KeepPromises,
    OldDebtsQuery,
    OverviewQuery,
    PromiseListQuery,
    ForecastQuery,
    ForeseeChange,
    KeepPolicies,
    PoliciesQuery,
    UndoChange,
    Rehearsal,
    RehearseRelease,
    RequestDailyRun,
    RunAccountDay,
    RunAccountDayJob,
    SettleDisputes,
  ],
  exports: [RunAccountDay, RunAccountDayJob],
})
export class CasesModule {}
