import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';

import { localDate } from '@invoicetracker/calendar';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { CaseClaim, CaseClaimFilter, CaseClaimParams, ChargeChoiceBody } from './case-claim.dto.js';
import { CaseClaimQuery } from './case-claim.query.js';
import { ChooseCharges } from './choose-charges.js';

@InAccount('cases/:caseId/claim', 'late-payment')
export class CaseClaimsController {
  constructor(
    private readonly claim: CaseClaimQuery,
    private readonly choose: ChooseCharges,
  ) {}

  /** Interest, compensation and total of a case on a day, with the law, the rates and the payments behind each figure. */
  @Get()
  show(
    @Scope() scope: AccountScope,
    @Param() { caseId }: CaseClaimParams,
    @Query() { asOf }: CaseClaimFilter,
  ): Promise<CaseClaim> {
    return this.claim.show(scope, caseId, asOf === undefined ? null : localDate(asOf));
  }

  /** Gives up interest or compensation, or takes that back; also after the invoice was paid. */
  @Post('choices')
  @HttpCode(200)
  async decide(
    @Scope() scope: AccountScope,
    @Param() { caseId }: CaseClaimParams,
    @Body() body: ChargeChoiceBody,
  ): Promise<CaseClaim> {
    await this.choose.execute(scope, caseId, body);
    return this.claim.show(scope, caseId, null);
  }
}
