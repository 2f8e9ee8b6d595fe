import { Module } from '@nestjs/common';

import { Rehearsal } from '../../platform/tenancy/rehearsal.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ChangeConnection } from './connections/change-connection.js';
import { ConnectionRequests } from './connections/connection-requests.js';
import { ConnectionsController } from './connections/connections.controller.js';
import { ConnectionsQuery } from './connections/connections.query.js';
import { CreateConnection } from './connections/create-connection.js';
import { ProvidersController } from './connections/providers.controller.js';
import { RemoveConnection } from './connections/remove-connection.js';
import { StoredKey } from './connections/stored-key.js';
import { TestConnection } from './connections/test-connection.js';
import { FetchInvoiceDocuments } from './contract/fetch-invoice-documents.js';
import { RefreshInvoices } from './contract/refresh-invoices.js';
import { StartDueSyncs } from './contract/start-due-syncs.js';
import { TroubledHosts } from './contract/troubled-hosts.js';
import { QueuePaymentWrite } from './contract/queue-payment-write.js';
import { RetryPaymentWrite } from './contract/retry-payment-write.js';
import { WakePaymentWrites } from './contract/wake-payment-writes.js';
import { WakeWaitingLooks } from './contract/wake-waiting-looks.js';
import { SwitchOffOwnReminders } from './own-reminders/switch-off-own-reminders.js';
import { AnswerOwnReminders } from './own-reminders/answer-own-reminders.js';
import { OwnRemindersController } from './own-reminders/own-reminders.controller.js';
import { OwnRemindersQuery } from './own-reminders/own-reminders.query.js';
import { Patience } from './governor/patience.js';
import { RequestBudgets } from './governor/request-budgets.js';
import { RequestGovernor } from './governor/request-governor.js';
import { SyncConnectionJob } from './jobs/sync-connection.job.js';
import { FreshnessController } from './freshness/freshness.controller.js';
import { FreshnessQuery } from './freshness/freshness.query.js';
import { LookAtDocumentsJob } from './jobs/look-at-documents.job.js';
import { WritePaymentsJob } from './jobs/write-payments.job.js';
import { ProviderCalls } from './provider-calls.js';
import { RunEvents } from './runs/live/run-events.js';
import { RunEventsController } from './runs/live/run-events.controller.js';
import { IgnoreRows } from './set-aside/ignore-rows.js';
import { RetryRows } from './set-aside/retry-rows.js';
import { SetAsideController } from './set-aside/set-aside.controller.js';
import { SetAsideQuery } from './set-aside/set-aside.query.js';
import { RunInvoicesQuery } from './runs/run-invoices.query.js';
import { SyncRunsController } from './runs/sync-runs.controller.js';
import { SyncRunsQuery } from './runs/sync-runs.query.js';
import { SyncStatisticsQuery } from './runs/sync-statistics.query.js';
import { CancelSync } from './sync/cancel-sync.js';
import { VerifySync } from './verify/verify-sync.js';
import { BeginPass } from './sync/begin-pass.js';
import { Checkpoint } from './sync/checkpoint.js';
import { CompleteClients } from './sync/complete-clients.js';
import { ConcludeRun } from './sync/conclude-run.js';
import { DryRunSync } from './sync/dry-run-sync.js';
import { EndPass } from './sync/end-pass.js';
import { PageWriter } from './sync/page-writer.js';
import { ReadClients } from './sync/read-clients.js';
import { ReadReceivables } from './sync/read-receivables.js';
import { RecheckInvoices } from './sync/recheck-invoices.js';
import { RunSync } from './sync/run-sync.js';
import { StartSyncController } from './sync/start-sync.controller.js';
import { StartSync } from './sync/start-sync.js';
import { SyncLease } from './sync/sync-lease.js';
import { SyncPhases } from './sync/sync-phases.js';

import { LookAtDocuments } from './webhooks/look-at-documents.js';
import { ReceiveWebhookController } from './webhooks/receive-webhook.controller.js';
import { ReceiveWebhook } from './webhooks/receive-webhook.js';
import { SetUpWebhook } from './webhooks/set-up-webhook.js';
import { WebhookSecret } from './webhooks/webhook-secret.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { WebhooksQuery } from './webhooks/webhooks.query.js';

/** Connections to invoicing systems, and what comes in through them. */
import { WritePayments } from './write-back/write-payments.js';

@Module({
  imports: [AccountsModule],
  controllers: [
    FreshnessController,
    ConnectionsController,
    OwnRemindersController,
    ProvidersController,
    RunEventsController,
    SetAsideController,
    StartSyncController,
    SyncRunsController,
    ReceiveWebhookController,
    WebhooksController,
  ],
  providers: [
    AnswerOwnReminders,
    OwnRemindersQuery,
    CancelSync,
    IgnoreRows,
    RetryRows,
    SetAsideQuery,
    BeginPass,
    ChangeConnection,
    Checkpoint,
    CompleteClients,
    ConcludeRun,
    ConnectionRequests,
    ConnectionsQuery,
    CreateConnection,
    DryRunSync,
    EndPass,
    FetchInvoiceDocuments,
    FreshnessQuery,
    LookAtDocuments,
    LookAtDocumentsJob,
    PageWriter,
    Patience,
    ProviderCalls,
    QueuePaymentWrite,
    ReadClients,
    ReadReceivables,
    ReceiveWebhook,
    RecheckInvoices,
    RefreshInvoices,
    Rehearsal,
    RemoveConnection,
    RequestBudgets,
    RequestGovernor,
    RetryPaymentWrite,
    RunEvents,
    RunInvoicesQuery,
    RunSync,
    SetUpWebhook,
    StartDueSyncs,
    StartSync,
    StoredKey,
    SwitchOffOwnReminders,
    SyncConnectionJob,
    SyncLease,
    SyncPhases,
    SyncRunsQuery,
    SyncStatisticsQuery,
    TestConnection,
    TroubledHosts,
    VerifySync,
    WakePaymentWrites,
    WakeWaitingLooks,
    WebhookSecret,
    WebhooksQuery,
    WritePayments,
    WritePaymentsJob,
  ],
  exports: [
    CreateConnection,
    FetchInvoiceDocuments,
    LookAtDocumentsJob,
    QueuePaymentWrite,
    RefreshInvoices,
    RetryPaymentWrite,
    StartDueSyncs,
    StartSync,
    SyncConnectionJob,
    TroubledHosts,
    WakePaymentWrites,
    WakeWaitingLooks,
    WritePaymentsJob,
  ],
})
export class ProvidersModule {}
