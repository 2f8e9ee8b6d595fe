import { Get, Param, Query } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { EvaluationPage, EvaluationParams } from './evaluations.dto.js';
import { EvaluationsQuery } from './evaluations.query.js';

@InAccount('cases/:caseId/evaluations', 'cases')
export class EvaluationsController {
  constructor(private readonly evaluations: EvaluationsQuery) {}

  /** What the daily runs answered for this case, the last first: a row for each answer that differs from the one before. */
  @Get()
  page(
    @Scope() scope: AccountScope,
    @Param() { caseId }: EvaluationParams,
    @Query() filter: PageQuery,
  ): Promise<EvaluationPage> {
    return this.evaluations.page(scope, caseId, filter);
  }
}
