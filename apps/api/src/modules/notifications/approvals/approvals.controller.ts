import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import {
  ApprovalListFilter,
  ApprovalPage,
  ApproveBody,
  DecidedNotices,
  HoldNoticesBody,
  NoticesBody,
} from './approvals.dto.js';
import { ApprovalsQuery } from './approvals.query.js';
import { DecideApprovals } from './decide-approvals.js';

@InAccount('approvals', 'notifications')
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsQuery,
    private readonly decide: DecideApprovals,
  ) {}

  /** What waits for a person, oldest first, each as it would leave. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: ApprovalListFilter): Promise<ApprovalPage> {
    return this.approvals.page(scope, filter);
  }

  /** Lets notices go, as they were seen. */
  @Post('approve')
  @HttpCode(200)
  async approve(
    @Scope() scope: AccountScope,
    @Body() { notices }: ApproveBody,
  ): Promise<DecidedNotices> {
    const wanted = notices.map(({ id, content }) => ({
      id,
      wish: { kind: 'approve' as const, content },
    }));
    return { items: await this.decide.execute(scope, wanted) };
  }

  /** Leaves the steps out: the cases go on with their next stage. */
  @Post('skip')
  @HttpCode(200)
  async skip(@Scope() scope: AccountScope, @Body() { ids }: NoticesBody): Promise<DecidedNotices> {
    const wanted = ids.map((id) => ({ id, wish: { kind: 'skip' as const } }));
    return { items: await this.decide.execute(scope, wanted) };
  }

  /** Takes the notices back and stops their cases; no step is lost. */
  @Post('hold')
  @HttpCode(200)
  async hold(
    @Scope() scope: AccountScope,
    @Body() { ids, reason, until }: HoldNoticesBody,
  ): Promise<DecidedNotices> {
    const wish = { kind: 'hold' as const, reason: reason ?? '', until: until ?? null };
    const wanted = ids.map((id) => ({ id, wish }));
    return { items: await this.decide.execute(scope, wanted) };
  }

  /** Takes approvals back, as long as nothing has left. */
  @Post('withdraw')
  @HttpCode(200)
  async withdraw(
    @Scope() scope: AccountScope,
    @Body() { ids }: NoticesBody,
  ): Promise<DecidedNotices> {
    return { items: await this.decide.withdraw(scope, ids) };
  }
}
