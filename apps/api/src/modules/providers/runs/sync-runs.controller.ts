import { Get, HttpCode, Param, Post, Query } from '@nestjs/common';

import { Scope } from '../../../platform/auth/request-parameters.js';
import { InAccount } from '../../../platform/auth/in-account.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { CancelSync } from '../sync/cancel-sync.js';
import { RunInvoicesQuery } from './run-invoices.query.js';
import {
  RunInvoiceFilter,
  RunInvoicePage,
  SyncIssuePage,
  SyncRunFilter,
  SyncRunPage,
  SyncRunParams,
  SyncRunView,
} from './sync-runs.dto.js';
import { SyncRunsQuery } from './sync-runs.query.js';
import { SyncStatistics, SyncStatisticsFilter } from './sync-statistics.dto.js';
import { SyncStatisticsQuery } from './sync-statistics.query.js';

@InAccount('sync-runs', 'providers')
export class SyncRunsController {
  constructor(
    private readonly runs: SyncRunsQuery,
    private readonly statistics: SyncStatisticsQuery,
    private readonly invoicesOf: RunInvoicesQuery,
    private readonly cancelling: CancelSync,
  ) {}

  /** The account's sync runs, newest first. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: SyncRunFilter): Promise<SyncRunPage> {
    return this.runs.page(scope, filter);
  }

  /** What the runs did, day by day. */
  @Get('statistics')
  byDay(
    @Scope() scope: AccountScope,
    @Query() filter: SyncStatisticsFilter,
  ): Promise<SyncStatistics> {
    return this.statistics.read(scope, filter);
  }

  /** One run with its counts. */
  @Get(':runId')
  one(@Scope() scope: AccountScope, @Param() { runId }: SyncRunParams): Promise<SyncRunView> {
    return this.runs.one(scope, runId);
  }

  /** Cancels a run that waits or goes. What it has read stays, and the next one goes on where it stopped. */
  @Post(':runId/cancel')
  @HttpCode(200)
  async cancel(
    @Scope() scope: AccountScope,
    @Param() { runId }: SyncRunParams,
  ): Promise<SyncRunView> {
    await this.cancelling.execute(scope, runId);
    return this.runs.one(scope, runId);
  }

  /** The invoices behind a number of a run: those it made, updated, or whose cases it closed. */
  @Get(':runId/invoices')
  invoices(
    @Scope() scope: AccountScope,
    @Param() { runId }: SyncRunParams,
    @Query() filter: RunInvoiceFilter,
  ): Promise<RunInvoicePage> {
    return this.invoicesOf.page(scope, runId, filter);
  }

  /** The rows a run had to set aside, each with its reason. */
  @Get(':runId/issues')
  issues(
    @Scope() scope: AccountScope,
    @Param() { runId }: SyncRunParams,
    @Query() filter: PageQuery,
  ): Promise<SyncIssuePage> {
    return this.runs.issues(scope, runId, filter);
  }
}
