import { Body, Get, Param, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { AnswerOwnReminders } from './answer-own-reminders.js';
import {
  OwnRemindersBody,
  OwnRemindersParams,
  OwnRemindersView,
  RemindedClientPage,
  RemindedClientsQuery,
} from './own-reminders.dto.js';
import { OwnRemindersQuery } from './own-reminders.query.js';

@InAccount('connections/:connectionId/own-reminders', 'providers')
export class OwnRemindersController {
  constructor(
    private readonly query: OwnRemindersQuery,
    private readonly answer: AnswerOwnReminders,
  ) {}

  /** What the provider says about reminders that it sends by itself. */
  @Get()
  show(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: OwnRemindersParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OwnRemindersView> {
    return this.view(scope, connectionId, reply);
  }

  /** The clients it reminds. */
  @Get('clients')
  clients(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: OwnRemindersParams,
    @Query() { cursor }: RemindedClientsQuery,
  ): Promise<RemindedClientPage> {
    return this.query.clients(scope, connectionId, cursor);
  }

  /** Answers for all clients who are reminded by now; one who comes later is asked about anew. */
  @Put()
  async give(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: OwnRemindersParams,
    @IfMatch() version: number,
    @Body() body: OwnRemindersBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OwnRemindersView> {
    await this.answer.execute(scope, connectionId, version, body);
    return this.view(scope, connectionId, reply);
  }

  private async view(
    scope: AccountScope,
    connectionId: string,
    reply: FastifyReply,
  ): Promise<OwnRemindersView> {
    const view = await this.query.show(scope, connectionId);
    setETag(reply, view.version);
    return view;
  }
}
