import { Body, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
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
  SwitchOffBody,
  SwitchOffView,
} from './own-reminders.dto.js';
import { SwitchOffOwnReminders } from './switch-off-own-reminders.js';
import { OwnRemindersQuery } from './own-reminders.query.js';

@InAccount('connections/:connectionId/own-reminders', 'providers')
export class OwnRemindersController {
  constructor(
    private readonly query: OwnRemindersQuery,
    private readonly answer: AnswerOwnReminders,
    private readonly switchOff: SwitchOffOwnReminders,
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

  /** Answers for all clients who are reminded by now, or for some; one who comes later is asked about anew. */
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

  /** Tells the provider to stop, for a few clients at a time; call it again while any are left. */
  @Post('switch-off')
  @HttpCode(200)
  stop(
    @Scope() scope: AccountScope,
    @Param() { connectionId }: OwnRemindersParams,
    @Body() { clientIds }: SwitchOffBody,
  ): Promise<SwitchOffView> {
    return this.switchOff.execute(scope, connectionId, clientIds);
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
