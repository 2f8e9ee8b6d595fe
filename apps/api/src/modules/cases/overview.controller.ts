import { Get } from '@nestjs/common';

import { Scope } from '../../platform/auth/request-parameters.js';
import { InAccount } from '../../platform/auth/in-account.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { OverviewView } from './overview.dto.js';
import { OverviewQuery } from './overview.query.js';

@InAccount('overview', 'cases')
export class OverviewController {
  constructor(private readonly overview: OverviewQuery) {}

  /** What the account is owed and what comes next. */
  @Get()
  show(@Scope() scope: AccountScope): Promise<OverviewView> {
    return this.overview.show(scope);
  }
}
