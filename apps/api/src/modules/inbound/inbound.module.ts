import { Module } from '@nestjs/common';

import { AccountsModule } from '../accounts/accounts.module.js';
import { CollectMailbox } from './collect/collect-mailbox.js';
import { FindCopies } from './collect/find-copies.js';
import { MailboxClaims } from './collect/mailbox-claims.js';
import { WriteBatch } from './collect/write-batch.js';
import { CollectMailboxJob } from './jobs/collect-mailbox.job.js';
import { ChangeMailbox } from './mailbox/change-mailbox.js';
import { MailboxController } from './mailbox/mailbox.controller.js';
import { RemoveMailbox } from './mailbox/remove-mailbox.js';
import { RequestCollection } from './mailbox/request-collection.js';
import { SenderMailboxesController } from './mailbox/sender-mailboxes.controller.js';
import { SenderMailboxesQuery } from './mailbox/sender-mailboxes.query.js';
import { TryMailbox } from './mailbox/try-mailbox.js';
import { AnswerReply } from './replies/answer-reply.js';
import { InboundMailsController } from './replies/inbound-mails.controller.js';
import { InboundMailsQuery } from './replies/inbound-mails.query.js';
import { RepairBounce } from './replies/repair-bounce.js';

/** What comes back after a notice has left: bounces and answers, read from the senders' mailboxes. */
@Module({
  imports: [AccountsModule],
  controllers: [MailboxController, SenderMailboxesController, InboundMailsController],
  providers: [
    AnswerReply,
    ChangeMailbox,
    CollectMailbox,
    CollectMailboxJob,
    FindCopies,
    InboundMailsQuery,
    MailboxClaims,
    RemoveMailbox,
    RepairBounce,
    RequestCollection,
    SenderMailboxesQuery,
    TryMailbox,
    WriteBatch,
  ],
  exports: [CollectMailbox, CollectMailboxJob],
})
export class InboundModule {}
