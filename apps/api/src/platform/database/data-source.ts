import pg from 'pg';
import { DataSource } from 'typeorm';

import { AcrossAccounts1795219203000 } from '../../migrations/1795219203000-across-accounts.js';
import { AccountLives1795300450000 } from '../../migrations/1795300450000-account-lives.js';
import { Admission1795300000000 } from '../../migrations/1795300000000-admission.js';
import { AuditChain1795300400000 } from '../../migrations/1795300400000-audit-chain.js';
import { CallLimits1795300301000 } from '../../migrations/1795300301000-call-limits.js';
import { AuditUpkeep1795300410000 } from '../../migrations/1795300410000-audit-upkeep.js';
import { KeyRotation1795300420000 } from '../../migrations/1795300420000-key-rotation.js';
import { Dunning1795219202000 } from '../../migrations/1795219202000-dunning.js';
import { InstalmentStages1795480000000 } from '../../migrations/1795480000000-instalment-stages.js';
import { InvoiceDocuments1795470000000 } from '../../migrations/1795470000000-invoice-documents.js';
import { MailboxesOfSenders1795490000000 } from '../../migrations/1795490000000-mailboxes-of-senders.js';
import { SetAsideFindings1795495000000 } from '../../migrations/1795495000000-set-aside-findings.js';
import { EnteringDebts1795320300000 } from '../../migrations/1795320300000-entering-debts.js';
import { Disputes1795343020000 } from '../../migrations/1795343020000-disputes.js';
import { ApprovalAnswers1795360000002 } from '../../migrations/1795360000002-approval-answers.js';
import { CaseEvaluations1795360000001 } from '../../migrations/1795360000001-case-evaluations.js';
import { Holds1795343000000 } from '../../migrations/1795343000000-holds.js';
import { NoticeAttachments1795348000000 } from '../../migrations/1795348000000-notice-attachments.js';
import { Promises1795343010000 } from '../../migrations/1795343010000-promises.js';
import { StopList1795343030000 } from '../../migrations/1795343030000-stop-list.js';
import { Idempotency1795300302000 } from '../../migrations/1795300302000-idempotency.js';
import { IdentityAndAccounts1795219200000 } from '../../migrations/1795219200000-identity-and-accounts.js';
import { Integrators1795300300000 } from '../../migrations/1795300300000-integrators.js';
import { People1795300200000 } from '../../migrations/1795300200000-people.js';
import { InvitePeople1795300210000 } from '../../migrations/1795300210000-invite-people.js';
import { Receivables1795219201000 } from '../../migrations/1795219201000-receivables.js';
import { RequestGovernor1795320200000 } from '../../migrations/1795320200000-request-governor.js';
import { SyncPasses1795320201000 } from '../../migrations/1795320201000-sync-passes.js';
import { ArchivedCases1795320202000 } from '../../migrations/1795320202000-archived-cases.js';
import { gatheringSocket } from './gathering-socket.js';
import { outliveErrors } from './outlive-errors.js';
import { SignIn1795300100000 } from '../../migrations/1795300100000-sign-in.js';
import { PaymentsKeptHere1795320700000 } from '../../migrations/1795320700000-payments-kept-here.js';
import { WriteBack1795320600000 } from '../../migrations/1795320600000-write-back.js';
import { ProviderWebhooks1795320800000 } from '../../migrations/1795320800000-provider-webhooks.js';
import { SeveralSenders1795345000000 } from '../../migrations/1795345000000-several-senders.js';
import { Providers1795320000000 } from '../../migrations/1795320000000-providers.js';
import { SetAsideRows1795320101000 } from '../../migrations/1795320101000-set-aside-rows.js';
import { DropDeadColumns1795341000000 } from '../../migrations/1795341000000-drop-dead-columns.js';
import { ClientGroupVersion1795349000000 } from '../../migrations/1795349000000-client-group-version.js';
import { ClientCredit1795380000001 } from '../../migrations/1795380000001-client-credit.js';
import { NoticePerInvoice1795380000002 } from '../../migrations/1795380000002-notice-per-invoice.js';
import { Limitation1795390000002 } from '../../migrations/1795390000002-limitation.js';
import { StoredRates1795390000001 } from '../../migrations/1795390000001-stored-rates.js';
import { LatePaymentClaims1795400000001 } from '../../migrations/1795400000001-late-payment-claims.js';
import { UnusualRuns1795350000003 } from '../../migrations/1795350000003-unusual-runs.js';
import { ApprovalLinks1795350000002 } from '../../migrations/1795350000002-approval-links.js';
import { Release1795350000001 } from '../../migrations/1795350000001-release.js';
import { LateChargesOfStages1795400000002 } from '../../migrations/1795400000002-late-charges-of-stages.js';
import { LateChargeChoices1795400000003 } from '../../migrations/1795400000003-late-charge-choices.js';
import { InterestNoteMail1795430000001 } from '../../migrations/1795430000001-interest-note-mail.js';
import { InterestNotes1795430000000 } from '../../migrations/1795430000000-interest-notes.js';
import { ByHandAnswers1795420000001 } from '../../migrations/1795420000001-by-hand-answers.js';
import { ChargesOfADay1795440000001 } from '../../migrations/1795440000001-charges-of-a-day.js';
import { PaymentDesignations1795440000000 } from '../../migrations/1795440000000-payment-designations.js';
import { Misdirected1795450000001 } from '../../migrations/1795450000001-misdirected.js';
import { PartDisputes1795450000002 } from '../../migrations/1795450000002-part-disputes.js';
import { SyncRunRealStart1795341002000 } from '../../migrations/1795341002000-sync-run-real-start.js';
import { SyncRunReferences1795341001000 } from '../../migrations/1795341001000-sync-run-references.js';
import { SyncRunChanges1795320110000 } from '../../migrations/1795320110000-sync-run-changes.js';
import { WithdrawnPaymentWrites1795340000000 } from '../../migrations/1795340000000-withdrawn-payment-writes.js';
import { WatchSyncs1795320100000 } from '../../migrations/1795320100000-watch-syncs.js';
import { InboundMail1795344000000 } from '../../migrations/1795344000000-inbound-mail.js';
import { StageFields1795342000000 } from '../../migrations/1795342000000-stage-fields.js';
import { ManyPolicies1795342010000 } from '../../migrations/1795342010000-many-policies.js';
import { SingleSignOn1795300460000 } from '../../migrations/1795300460000-single-sign-on.js';
import { ByHand1795410000001 } from '../../migrations/1795410000001-by-hand.js';

// A calendar day stays a day: the driver would make it an instant in the server's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * @param url a PostgreSQL address
 * @param poolSize how many connections the process may hold
 */
export function createDataSource(url: string, poolSize: number): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    entities: [],
    migrations: [
      IdentityAndAccounts1795219200000,
      Receivables1795219201000,
      Dunning1795219202000,
      AcrossAccounts1795219203000,
      Admission1795300000000,
      SignIn1795300100000,
      People1795300200000,
      InvitePeople1795300210000,
      Integrators1795300300000,
      CallLimits1795300301000,
      Idempotency1795300302000,
      AuditChain1795300400000,
      AuditUpkeep1795300410000,
      AccountLives1795300450000,
      EnteringDebts1795320300000,
      KeyRotation1795300420000,
      SingleSignOn1795300460000,
      Providers1795320000000,
      RequestGovernor1795320200000,
      PaymentsKeptHere1795320700000,
      WriteBack1795320600000,
      ProviderWebhooks1795320800000,
      Holds1795343000000,
      CaseEvaluations1795360000001,
      ApprovalAnswers1795360000002,
      NoticeAttachments1795348000000,
      Promises1795343010000,
      Disputes1795343020000,
      StopList1795343030000,
      SeveralSenders1795345000000,
      WatchSyncs1795320100000,
      SetAsideRows1795320101000,
      SyncPasses1795320201000,
      ArchivedCases1795320202000,
      SyncRunChanges1795320110000,
      StageFields1795342000000,
      InboundMail1795344000000,
      DropDeadColumns1795341000000,
      WithdrawnPaymentWrites1795340000000,
      SyncRunReferences1795341001000,
      ManyPolicies1795342010000,
      SyncRunRealStart1795341002000,
      ClientGroupVersion1795349000000,
      ClientCredit1795380000001,
      NoticePerInvoice1795380000002,
      StoredRates1795390000001,
      Limitation1795390000002,
      LatePaymentClaims1795400000001,
      Release1795350000001,
      LateChargesOfStages1795400000002,
      ApprovalLinks1795350000002,
      ByHand1795410000001,
      LateChargeChoices1795400000003,
      ByHandAnswers1795420000001,
      PaymentDesignations1795440000000,
      ChargesOfADay1795440000001,
      Misdirected1795450000001,
      PartDisputes1795450000002,
      UnusualRuns1795350000003,
      InterestNotes1795430000000,
      InterestNoteMail1795430000001,
      InvoiceDocuments1795470000000,
      InstalmentStages1795480000000,
      MailboxesOfSenders1795490000000,
      SetAsideFindings1795495000000,
    ],
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    extra: {
      connectionTimeoutMillis: 10_000,
      application_name: 'invoicetracker',
      pipeline: true,
      stream: gatheringSocket,
      onConnect: outliveErrors,
    },
  });
}
