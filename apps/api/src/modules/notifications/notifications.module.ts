import { Module } from '@nestjs/common';

import { AccountsModule } from '../accounts/accounts.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { MailApprovalsJob } from './jobs/mail-approvals.job.js';
import { ByHandQuery } from './by-hand/by-hand.query.js';
import { DoTasks } from './by-hand/do-tasks.js';
import { LettersController } from './by-hand/letters.controller.js';
import { PostLetters } from './by-hand/post-letters.js';
import { PrintLetters } from './by-hand/print-letters.js';
import { TasksController } from './by-hand/tasks.controller.js';
import { SendNoticesJob } from './jobs/send-notices.job.js';
import { DecideNotice } from './notices/decide-notice.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesQuery } from './notices/notices.query.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { ApprovalsQuery } from './approvals/approvals.query.js';
import { ApprovalLink } from './approvals/approval-link.js';
import { ApprovalLinkController } from './approvals/approval-link.controller.js';
import { MailApprovals } from './approvals/mail-approvals.js';
import { DecideApprovals } from './approvals/decide-approvals.js';
import { AbandonedNotices } from './outbox/abandoned-notices.js';
import { FetchInvoicePdfs } from './attachments/fetch-invoice-pdfs.js';
import { HandOverNotice } from './outbox/hand-over-notice.js';
import { LookAgain } from './outbox/look-again.js';
import { NoticeClaims } from './outbox/notice-claims.js';
import { PrepareHandOver } from './outbox/prepare-hand-over.js';
import { RecordDelivery } from './outbox/record-delivery.js';
import { SenderTurns } from './outbox/sender-turns.js';
import { SendThrough } from './outbox/send-through.js';
import { SendNotices } from './outbox/send-notices.js';
import { PreviewSending } from './sending/preview-sending.js';
import { SendingController } from './sending/sending.controller.js';
import { SwitchSending } from './sending/switch-sending.js';
import { AddSender } from './senders/add-sender.js';
import { ChangeSender } from './senders/change-sender.js';
import { CheckDomain } from './senders/domain/check-domain.js';
import { MailDns } from './senders/domain/mail-dns.js';
import { SenderHealthQuery } from './senders/health/sender-health.query.js';
import { RemoveSender } from './senders/remove-sender.js';
import { ResumeSender } from './senders/resume-sender.js';
import { SendersController } from './senders/senders.controller.js';
import { SetSenderPassword } from './senders/set-sender-password.js';
import { TestSender } from './senders/test-sender.js';
import { ChangeTemplate } from './templates/change-template.js';
import { WriteDraftLetter } from './templates/write-draft-letter.js';
import { PreviewTemplate } from './templates/preview-template.js';
import { TemplatesController } from './templates/templates.controller.js';
import { TestTemplate } from './templates/test-template.js';
import { TemplatesQuery } from './templates/templates.query.js';

@Module({
  imports: [AccountsModule, ProvidersModule],
  controllers: [
    ApprovalLinkController,
    ApprovalsController,
    AttachmentsController,
    LettersController,
    NoticesController,
    TasksController,
    SendersController,
    SendingController,
    TemplatesController,
  ],
  providers: [
    AbandonedNotices,
    AddSender,
    ApprovalLink,
    ApprovalsQuery,
    ByHandQuery,
    ChangeSender,
    CheckDomain,
    DoTasks,
    PostLetters,
    PrintLetters,
    SetSenderPassword,
    ChangeTemplate,
    DecideApprovals,
    DecideNotice,
    FetchInvoicePdfs,
    HandOverNotice,
    LookAgain,
    MailApprovals,
    MailApprovalsJob,
    MailDns,
    NoticeClaims,
    NoticesQuery,
    PrepareHandOver,
    PreviewSending,
    PreviewTemplate,
    RecordDelivery,
    RemoveSender,
    ResumeSender,
    SenderHealthQuery,
    SenderTurns,
    SendThrough,
    SendNotices,
    SendNoticesJob,
    SwitchSending,
    TemplatesQuery,
    TestSender,
    TestTemplate,
    WriteDraftLetter,
  ],
  exports: [MailApprovalsJob, SendNotices, SendNoticesJob],
})
export class NotificationsModule {}
