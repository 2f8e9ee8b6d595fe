import { Body, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';

import { Scope } from '../../platform/auth/request-parameters.js';
import { InAccount } from '../../platform/auth/in-account.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { CaseListQuery } from './case-list.query.js';
import { CaseView } from './case-view.dto.js';
import { CaseViewQuery } from './case-view.query.js';
import { CaseListFilter, CasePage, CaseParams } from './cases.dto.js';
import { HoldReminders } from './holds/hold-reminders.js';
import { HoldBody } from './holds/holds.dto.js';

@InAccount('cases', 'cases')
export class CasesController {
  constructor(
    private readonly list: CaseListQuery,
    private readonly view: CaseViewQuery,
    private readonly holdReminders: HoldReminders,
  ) {}

  /** Cases, a page at a time. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: CaseListFilter): Promise<CasePage> {
    return this.list.page(scope, filter);
  }

  /** One case: invoice, client, balance, timeline, what comes next, when and why. */
  @Get(':caseId')
  show(@Scope() scope: AccountScope, @Param() { caseId }: CaseParams): Promise<CaseView> {
    return this.view.show(scope, caseId);
  }

  /** Stops the reminders of this case. */
  @Post(':caseId/hold')
  @HttpCode(200)
  async hold(
    @Scope() scope: AccountScope,
    @Param() { caseId }: CaseParams,
    @Body() body: HoldBody,
  ): Promise<CaseView> {
    const stop = { reason: body.reason, until: body.until ?? null };
    await this.holdReminders.hold(scope, { kind: 'case', id: caseId }, stop);
    return this.view.show(scope, caseId);
  }

  /** Lets the reminders of this case go on, unless its client or the account is stopped too. */
  @Delete(':caseId/hold')
  async release(@Scope() scope: AccountScope, @Param() { caseId }: CaseParams): Promise<CaseView> {
    await this.holdReminders.release(scope, { kind: 'case', id: caseId });
    return this.view.show(scope, caseId);
  }
}
