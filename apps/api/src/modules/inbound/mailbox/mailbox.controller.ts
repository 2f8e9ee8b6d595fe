import { Body, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { ChangeMailbox } from './change-mailbox.js';
import { MailboxBody, MailboxParams, MailboxView } from './mailbox.dto.js';
import { readMailboxView } from './mailbox-view.js';
import { RemoveMailbox } from './remove-mailbox.js';
import { RequestCollection } from './request-collection.js';

@InAccount('senders/:senderId/mailbox', 'inbound')
export class MailboxController {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly changeMailbox: ChangeMailbox,
    private readonly removeMailbox: RemoveMailbox,
    private readonly requestCollection: RequestCollection,
  ) {}

  /** Where answers to this sender's notices are read; version 0 where nothing is stored yet. Never its password. */
  @Get()
  async show(
    @Scope() scope: AccountScope,
    @Param() { senderId }: MailboxParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailboxView> {
    const mailbox = await this.read(scope, senderId);
    setETag(reply, mailbox.version);
    return mailbox;
  }

  /**
   * Signs in to the mailbox and stores it if that worked. One that another sender has on the same server, with the same
   * name and folder, becomes the mailbox of both and is read once. A password that is left out stays, as long as it is
   * for the same server and name.
   */
  @Put()
  async change(
    @Scope() scope: AccountScope,
    @Param() { senderId }: MailboxParams,
    @IfMatch() version: number,
    @Body() body: MailboxBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MailboxView> {
    const mailbox = await this.changeMailbox.execute(scope, senderId, version, body);
    setETag(reply, mailbox.version);
    return mailbox;
  }

  /** Forgets the mailbox and its password, unless another sender has it too; what was read from it stays. */
  @Delete()
  @HttpCode(204)
  remove(@Scope() scope: AccountScope, @Param() { senderId }: MailboxParams): Promise<void> {
    return this.removeMailbox.execute(scope, senderId);
  }

  /** Has the mailbox read now. */
  @Post('collect')
  @HttpCode(200)
  async collect(
    @Scope() scope: AccountScope,
    @Param() { senderId }: MailboxParams,
  ): Promise<MailboxView> {
    await this.requestCollection.execute(scope, senderId);
    return this.read(scope, senderId);
  }

  private read(scope: AccountScope, senderId: string): Promise<MailboxView> {
    return this.tenancy.inAccount(scope, (tx) => readMailboxView(tx, scope.accountId, senderId));
  }
}
