import { Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '#describe';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { ExportHeld } from './export-held.js';
import { HeldCountsQuery } from './held-counts.query.js';
import { HeldListQuery } from './held-list.query.js';
import { HeldCounts, HeldExportFilter, HeldListFilter, HeldPage } from './held.dto.js';

@InAccount('held', 'cases')
export class HeldController {
  constructor(
    private readonly list: HeldListQuery,
    private readonly counting: HeldCountsQuery,
    private readonly exports: ExportHeld,
  ) {}

  /** What is due and does not leave, for one reason: what waits longest comes first. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: HeldListFilter): Promise<HeldPage> {
    return this.list.page(scope, filter);
  }

  /** How much is due and does not leave, by reason; the most first. */
  @Get('counts')
  counts(@Scope() scope: AccountScope): Promise<HeldCounts> {
    return this.counting.counts(scope);
  }

  /** The list as a file for spreadsheets, of one reason or of all. */
  @Get('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  export(@Scope() scope: AccountScope, @Query() filter: HeldExportFilter): Promise<StreamableFile> {
    return this.exports.execute(scope, filter);
  }
}
