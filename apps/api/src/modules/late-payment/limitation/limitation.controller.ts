import { Body, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { IfMatch, setETag } from '../../../platform/http/if-match.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import {
  LimitationEventBody,
  LimitationEventParams,
  LimitationPage,
  LimitationParams,
  LimitationSettingsBody,
  LimitationSettingsView,
  LimitationView,
} from './limitation.dto.js';
import { LimitationEvents } from './limitation-events.js';
import { ChangeLimitationSettings, readLimitationSettings } from './limitation-settings.js';
import { LimitationQuery } from './limitation.query.js';

@InAccount('', 'late-payment')
export class LimitationController {
  constructor(
    private readonly query: LimitationQuery,
    private readonly events: LimitationEvents,
    private readonly change: ChangeLimitationSettings,
    private readonly tenancy: Tenancy,
  ) {}

  /** When the claim of a case becomes time-barred, by which rules, and what has happened to it. */
  @Get('cases/:caseId/limitation')
  ofCase(
    @Scope() scope: AccountScope,
    @Param() { caseId }: LimitationParams,
  ): Promise<LimitationView> {
    return this.query.ofCase(scope, caseId);
  }

  /** Records what starts the period anew or stops it: an acknowledgement, a claim at court, a mediation. */
  @Post('cases/:caseId/limitation/events')
  async record(
    @Scope() scope: AccountScope,
    @Param() { caseId }: LimitationParams,
    @Body() body: LimitationEventBody,
  ): Promise<LimitationView> {
    await this.events.record(scope, caseId, body);
    return this.query.ofCase(scope, caseId);
  }

  /** Takes back what was recorded by mistake; the audit keeps it. */
  @Delete('cases/:caseId/limitation/events/:limitationEventId')
  @HttpCode(200)
  async takeBack(
    @Scope() scope: AccountScope,
    @Param() { caseId, limitationEventId }: LimitationEventParams,
  ): Promise<LimitationView> {
    await this.events.takeBack(scope, caseId, limitationEventId);
    return this.query.ofCase(scope, caseId);
  }

  /** Open claims that will become time-barred within the account's warning, or have: the earliest first. */
  @Get('late-payment/limitations')
  endangered(@Scope() scope: AccountScope, @Query() page: PageQuery): Promise<LimitationPage> {
    return this.query.endangered(scope, page);
  }

  /** By which period the account's claims lapse, and how long before people are warned. */
  @Get('late-payment/limitation-settings')
  async settings(
    @Scope() scope: AccountScope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LimitationSettingsView> {
    const settings = await this.tenancy.inAccount(scope, (tx) =>
      readLimitationSettings(tx, scope.accountId),
    );
    setETag(reply, settings.version);
    return settings;
  }

  /** Changes it. */
  @Put('late-payment/limitation-settings')
  async saveSettings(
    @Scope() scope: AccountScope,
    @IfMatch() version: number,
    @Body() body: LimitationSettingsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LimitationSettingsView> {
    const settings = await this.change.execute(scope, version, body);
    setETag(reply, settings.version);
    return settings;
  }
}
