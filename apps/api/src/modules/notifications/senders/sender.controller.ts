import { Body, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { Scope } from '../../../platform/auth/request-parameters.js';
import { InAccount } from '../../../platform/auth/in-account.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { ChangeSender } from './change-sender.js';
import { SenderBody, SenderTestBody, SenderTestView, SenderView } from './sender.dto.js';
import { readSenderView } from './sender-view.js';
import { TestSender } from './test-sender.js';

@InAccount('sender', 'notifications')
export class SenderController {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly changeSender: ChangeSender,
    private readonly testSender: TestSender,
  ) {}

  /** The mail server the account sends through; version 0 where there is none yet. Never its password. */
  @Get()
  async show(
    @Scope() scope: AccountScope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SenderView> {
    const sender = await this.tenancy.inAccount(scope, (tx) => readSenderView(tx, scope.accountId));
    setETag(reply, sender.version);
    return sender;
  }

  /** Stores the mail server. A password that is left out stays, as long as it is for the same server and name. */
  @Put()
  async change(
    @Scope() scope: AccountScope,
    @IfMatch() version: number,
    @Body() body: SenderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SenderView> {
    const sender = await this.changeSender.execute(scope, version, body);
    setETag(reply, sender.version);
    return sender;
  }

  /** Sends a real test mail through the stored server. */
  @Post('test')
  @HttpCode(200)
  test(@Scope() scope: AccountScope, @Body() body: SenderTestBody): Promise<SenderTestView> {
    return this.testSender.execute(scope, body.to);
  }
}
