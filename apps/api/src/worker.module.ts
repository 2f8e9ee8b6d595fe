import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';

import { AppModule } from './app.module.js';
import type { Settings } from './config/env.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { VerifyAuditJob } from './modules/audit/jobs/verify-audit.job.js';
import { WakeAuditChecks } from './modules/audit/wake-audit-checks.js';
import { AccountsModule } from './modules/accounts/accounts.module.js';
import { NightlyRemoval } from './modules/accounts/admin/nightly-removal.js';
import { RemoveAccountJob } from './modules/accounts/admin/remove-account.job.js';
import { CasesModule } from './modules/cases/cases.module.js';
import { RunAccountDayJob } from './modules/cases/jobs/run-account-day.job.js';
import { ForgetSignIns } from './modules/identity/forget-sign-ins.js';
import { InboundModule } from './modules/inbound/inbound.module.js';
import { CollectMailboxJob } from './modules/inbound/jobs/collect-mailbox.job.js';
import { LookAtBankJob } from './modules/late-payment/banks/look-at-bank.job.js';
import { WakeBankLooks } from './modules/late-payment/banks/wake-bank-looks.js';
import { LatePaymentModule } from './modules/late-payment/late-payment.module.js';
import { MailApprovalsJob } from './modules/notifications/jobs/mail-approvals.job.js';
import { SendNoticesJob } from './modules/notifications/jobs/send-notices.job.js';
import { NotificationsModule } from './modules/notifications/notifications.module.js';
import { LookAtDocumentsJob } from './modules/providers/jobs/look-at-documents.job.js';
import { SyncConnectionJob } from './modules/providers/jobs/sync-connection.job.js';
import { WritePaymentsJob } from './modules/providers/jobs/write-payments.job.js';
import { ProvidersModule } from './modules/providers/providers.module.js';
import { SendSystemMailsJob } from './modules/system-mail/jobs/send-system-mails.job.js';
import { SystemMailModule } from './modules/system-mail/system-mail.module.js';
import { WakeSystemMails } from './modules/system-mail/wake-system-mails.js';
import type { JobHandler } from './platform/jobs/job-handler.js';
import { JobQueue } from './platform/jobs/job-queue.js';
import { JobRunner } from './platform/jobs/job-runner.js';
import { JobWorker } from './platform/jobs/job-worker.js';
import { Tick } from './modules/operations/tick.js';

/** The same modules as the api, plus the tick and the job handlers; no routes are served. */
@Module({})
export class WorkerModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        AppModule.forRoot(settings, 'worker'),
        ScheduleModule.forRoot(),
        AccountsModule,
        ProvidersModule,
        CasesModule,
        NotificationsModule,
        InboundModule,
        SystemMailModule,
        AuditModule,
        LatePaymentModule,
      ],
      providers: [
        NightlyRemoval,
        Tick,
        ForgetSignIns,
        WakeSystemMails,
        WakeAuditChecks,
        WakeBankLooks,
        JobWorker,
        {
          provide: JobRunner,
          inject: [
            JobQueue,
            SyncConnectionJob,
            LookAtDocumentsJob,
            WritePaymentsJob,
            RunAccountDayJob,
            SendNoticesJob,
            MailApprovalsJob,
            CollectMailboxJob,
            SendSystemMailsJob,
            VerifyAuditJob,
            LookAtBankJob,
            RemoveAccountJob,
          ],
          useFactory: (jobs: JobQueue, ...handlers: JobHandler[]) => new JobRunner(jobs, handlers),
        },
      ],
    };
  }
}
