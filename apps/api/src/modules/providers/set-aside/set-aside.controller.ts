import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { SyncIssuePage, SyncIssueReasons } from '../runs/sync-runs.dto.js';
import { IgnoreRows } from './ignore-rows.js';
import { RetryRows } from './retry-rows.js';
import {
  RetriedRows,
  SetAsideBody,
  SetAsideFilter,
  SetAsideReasonsFilter,
} from './set-aside.dto.js';
import { SetAsideQuery } from './set-aside.query.js';

@InAccount('sync-issues', 'providers')
export class SetAsideController {
  constructor(
    private readonly rows: SetAsideQuery,
    private readonly ignoring: IgnoreRows,
    private readonly retrying: RetryRows,
  ) {}

  /** The rows that syncs had to set aside, newest first, each once however many runs met it. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: SetAsideFilter): Promise<SyncIssuePage> {
    return this.rows.page(scope, filter);
  }

  /** Why rows were set aside, the commonest first; of all connections or of one. */
  @Get('reasons')
  reasons(
    @Scope() scope: AccountScope,
    @Query() { connectionId }: SetAsideReasonsFilter,
  ): Promise<SyncIssueReasons> {
    return this.rows.reasons(scope, connectionId);
  }

  /** Ignores rows for as long as they stay as they are. */
  @Post('ignore')
  @HttpCode(204)
  ignore(@Scope() scope: AccountScope, @Body() body: SetAsideBody): Promise<void> {
    return this.ignoring.execute(scope, body.issueIds, 'ignored');
  }

  /** Takes back that rows are ignored. */
  @Post('reopen')
  @HttpCode(204)
  reopen(@Scope() scope: AccountScope, @Body() body: SetAsideBody): Promise<void> {
    return this.ignoring.execute(scope, body.issueIds, 'open');
  }

  /** Asks the provider for these rows again, one by one, and takes over what it says now. */
  @Post('retry')
  @HttpCode(200)
  async retry(@Scope() scope: AccountScope, @Body() body: SetAsideBody): Promise<RetriedRows> {
    return { items: await this.retrying.execute(scope, body.issueIds) };
  }
}
