import { Get, Param, Query } from '@nestjs/common';

import { localDate } from '@invoicetracker/calendar';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { CaseClaim, CaseClaimFilter, CaseClaimParams } from './case-claim.dto.js';
import { CaseClaimQuery } from './case-claim.query.js';

@InAccount('cases/:caseId/claim', 'late-payment')
export class CaseClaimsController {
  constructor(private readonly claim: CaseClaimQuery) {}

  /** Interest, compensation and total of a case on a day, with the law, the rates and the payments behind each figure. */
  @Get()
  show(
    @Scope() scope: AccountScope,
    @Param() { caseId }: CaseClaimParams,
    @Query() { asOf }: CaseClaimFilter,
  ): Promise<CaseClaim> {
    return this.claim.show(scope, caseId, asOf === undefined ? null : localDate(asOf));
  }
}
