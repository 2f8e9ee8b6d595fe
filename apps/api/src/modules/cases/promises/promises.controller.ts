import { Body, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '#describe';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { CaseView } from '../case-view.dto.js';
import { CaseViewQuery } from '../case-view.query.js';
import { CaseParams } from '../cases.dto.js';
import { ChangedCount } from '../holds/holds.dto.js';
import { ExportAgreements } from '../lists/export-agreements.js';
import { KeepPromises } from './keep-promises.js';
import { PromiseListQuery } from './promise-list.query.js';
import {
  PromiseBody,
  PromiseExportFilter,
  PromiseListFilter,
  PromisePage,
  PromisesWithdrawBody,
} from './promises.dto.js';

@InAccount('', 'promises')
export class PromisesController {
  constructor(
    private readonly keepPromises: KeepPromises,
    private readonly list: PromiseListQuery,
    private readonly exports: ExportAgreements,
    private readonly view: CaseViewQuery,
  ) {}

  /** Promises to pay: those to come by date, those that were broken, those that were kept. */
  @Get('promises')
  page(@Scope() scope: AccountScope, @Query() filter: PromiseListFilter): Promise<PromisePage> {
    return this.list.page(scope, filter);
  }

  /** The same list as a file for spreadsheets. */
  @Get('promises/export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  export(
    @Scope() scope: AccountScope,
    @Query() filter: PromiseExportFilter,
  ): Promise<StreamableFile> {
    return this.exports.promises(scope, filter);
  }

  /** Writes down that the client has promised to pay; reminders pause until then. */
  @Post('cases/:caseId/promises')
  @HttpCode(200)
  async record(
    @Scope() scope: AccountScope,
    @Param() { caseId }: CaseParams,
    @Body() body: PromiseBody,
  ): Promise<CaseView> {
    const { instalments, note = '', graceDays = 0 } = body;
    await this.keepPromises.record(scope, caseId, { instalments, note, graceDays });
    return this.view.show(scope, caseId);
  }

  /** Takes promises back that were written down by mistake; reminders go on where they stood. */
  @Post('promises/withdraw')
  @HttpCode(200)
  async withdraw(
    @Scope() scope: AccountScope,
    @Body() { promiseIds }: PromisesWithdrawBody,
  ): Promise<ChangedCount> {
    return { changed: await this.keepPromises.withdraw(scope, promiseIds) };
  }
}
