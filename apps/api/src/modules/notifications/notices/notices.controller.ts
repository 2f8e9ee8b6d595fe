import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';

import { Scope } from '../../../platform/auth/request-parameters.js';
import { InAccount } from '../../../platform/auth/in-account.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { DecideNotice } from './decide-notice.js';
import {
  NoticeCounts,
  NoticeListFilter,
  NoticePage,
  NoticeParams,
  NoticeView,
  ResolveBody,
  SendingLimits,
} from './notices.dto.js';
import { NoticesQuery } from './notices.query.js';

@InAccount('notices', 'notifications')
export class NoticesController {
  constructor(
    private readonly notices: NoticesQuery,
    private readonly decide: DecideNotice,
  ) {}

  /** The outbox, newest first. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: NoticeListFilter): Promise<NoticePage> {
    return this.notices.page(scope, filter);
  }

  /** How many notices stand in each state. */
  @Get('counts')
  counts(@Scope() scope: AccountScope): Promise<NoticeCounts> {
    return this.notices.counts(scope);
  }

  /** Limits that are reached: how much waits, and until when. */
  @Get('limits')
  limits(@Scope() scope: AccountScope): Promise<SendingLimits> {
    return this.notices.limits(scope);
  }

  /** One notice: exact content, cases, deliveries and what the server answered. */
  @Get(':noticeId')
  show(@Scope() scope: AccountScope, @Param() { noticeId }: NoticeParams): Promise<NoticeView> {
    return this.notices.one(scope, noticeId);
  }

  /** Sends a refused, deferred or held notice again. */
  @Post(':noticeId/retry')
  @HttpCode(200)
  async retry(
    @Scope() scope: AccountScope,
    @Param() { noticeId }: NoticeParams,
  ): Promise<NoticeView> {
    await this.decide.retry(scope, noticeId);
    return this.notices.one(scope, noticeId);
  }

  /** Settles a notice whose outcome is unknown. */
  @Post(':noticeId/resolve')
  @HttpCode(200)
  async resolve(
    @Scope() scope: AccountScope,
    @Param() { noticeId }: NoticeParams,
    @Body() body: ResolveBody,
  ): Promise<NoticeView> {
    await this.decide.resolve(scope, noticeId, body.outcome);
    return this.notices.one(scope, noticeId);
  }

  /** Takes a notice that has not left back, and stops its cases until a person lets them go on. */
  @Post(':noticeId/hold')
  @HttpCode(200)
  async hold(
    @Scope() scope: AccountScope,
    @Param() { noticeId }: NoticeParams,
  ): Promise<NoticeView> {
    await this.decide.cancel(scope, noticeId, true);
    return this.notices.one(scope, noticeId);
  }

  /** Takes a notice that has not left back. */
  @Post(':noticeId/cancel')
  @HttpCode(200)
  async cancel(
    @Scope() scope: AccountScope,
    @Param() { noticeId }: NoticeParams,
  ): Promise<NoticeView> {
    await this.decide.cancel(scope, noticeId);
    return this.notices.one(scope, noticeId);
  }
}
