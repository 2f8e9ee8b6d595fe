import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { AnswerReply } from './answer-reply.js';
import {
  AnswerBody,
  InboundMailCounts,
  InboundMailFilter,
  InboundMailPage,
  InboundMailParams,
  InboundMailView,
  RepairBody,
} from './inbound-mails.dto.js';
import { InboundMailsQuery } from './inbound-mails.query.js';
import { RepairBounce } from './repair-bounce.js';

@InAccount('inbound-mails', 'inbound')
export class InboundMailsController {
  constructor(
    private readonly mails: InboundMailsQuery,
    private readonly answerReply: AnswerReply,
    private readonly repairBounce: RepairBounce,
  ) {}

  /** What clients answered and what came back, newest first. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: InboundMailFilter): Promise<InboundMailPage> {
    return this.mails.page(scope, filter);
  }

  /** How many wait for somebody. */
  @Get('counts')
  counts(@Scope() scope: AccountScope): Promise<InboundMailCounts> {
    return this.mails.counts(scope);
  }

  /** One mail: its words, the notice and the cases it is about, and the client's addresses. */
  @Get(':mailId')
  show(
    @Scope() scope: AccountScope,
    @Param() { mailId }: InboundMailParams,
  ): Promise<InboundMailView> {
    return this.mails.one(scope, mailId);
  }

  /** Says what follows from a reply. The cases wait for it no longer. */
  @Post(':mailId/answer')
  @HttpCode(200)
  async answer(
    @Scope() scope: AccountScope,
    @Param() { mailId }: InboundMailParams,
    @Body() body: AnswerBody,
  ): Promise<InboundMailView> {
    await this.answerReply.execute(scope, mailId, body);
    return this.mails.one(scope, mailId);
  }

  /** Names an address that works in place of one that came back, and sends the notice there if nobody has got it. */
  @Post(':mailId/repair')
  @HttpCode(200)
  async repair(
    @Scope() scope: AccountScope,
    @Param() { mailId }: InboundMailParams,
    @Body() body: RepairBody,
  ): Promise<InboundMailView> {
    await this.repairBounce.execute(scope, mailId, body);
    return this.mails.one(scope, mailId);
  }
}
