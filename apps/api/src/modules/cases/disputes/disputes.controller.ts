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
import { DisputeListQuery } from './dispute-list.query.js';
import {
  DisputeBody,
  DisputeExportFilter,
  DisputeListFilter,
  DisputePage,
  DisputesDecideBody,
} from './disputes.dto.js';
import { SettleDisputes } from './settle-disputes.js';

@InAccount('', 'disputes')
export class DisputesController {
  constructor(
    private readonly settleDisputes: SettleDisputes,
    private readonly list: DisputeListQuery,
    private readonly exports: ExportAgreements,
    private readonly view: CaseViewQuery,
  ) {}

  /** Disputes: those to decide by age, those that wait for a credit note, those that have ended. */
  @Get('disputes')
  page(@Scope() scope: AccountScope, @Query() filter: DisputeListFilter): Promise<DisputePage> {
    return this.list.page(scope, filter);
  }

  /** The same list as a file for spreadsheets. */
  @Get('disputes/export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  export(
    @Scope() scope: AccountScope,
    @Query() filter: DisputeExportFilter,
  ): Promise<StreamableFile> {
    return this.exports.disputes(scope, filter);
  }

  /** Writes down that the client contests the invoice; reminders stop until it is decided. */
  @Post('cases/:caseId/disputes')
  @HttpCode(200)
  async raise(
    @Scope() scope: AccountScope,
    @Param() { caseId }: CaseParams,
    @Body() { reason, text, amount = null }: DisputeBody,
  ): Promise<CaseView> {
    await this.settleDisputes.raise(scope, caseId, { reason, text, amount });
    return this.view.show(scope, caseId);
  }

  /** Decides disputes, one or several at once. */
  @Post('disputes/decide')
  @HttpCode(200)
  async decide(
    @Scope() scope: AccountScope,
    @Body() { disputeIds, decision, note = '' }: DisputesDecideBody,
  ): Promise<ChangedCount> {
    return { changed: await this.settleDisputes.decide(scope, disputeIds, decision, note) };
  }
}
