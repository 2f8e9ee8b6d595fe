import { Get, Query } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { LateChargeFilter, LateChargePage, LateChargeTotals } from './late-charges.dto.js';
import { LateChargeListQuery } from './late-charge-list.query.js';

@InAccount('late-charges', 'late-payment')
export class LateChargesController {
  constructor(private readonly list: LateChargeListQuery) {}

  /** Interest and compensation of invoices that were paid late: what is still claimable, or what was waived. */
  @Get()
  page(@Scope() scope: AccountScope, @Query() filter: LateChargeFilter): Promise<LateChargePage> {
    return this.list.page(scope, filter);
  }

  /** What is still claimable in all, per currency. */
  @Get('totals')
  totals(@Scope() scope: AccountScope): Promise<LateChargeTotals> {
    return this.list.totals(scope, null);
  }
}
