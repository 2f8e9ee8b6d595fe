import { Get } from '@nestjs/common';

import { Allow, Scope } from '../../platform/auth/account.guard.js';
import { InAccount } from '../../platform/auth/in-account.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { OverviewView } from './overview.dto.js';
import { OverviewQuery } from './overview.query.js';

@InAccount('overview', 'cases')
export class OverviewController {
  constructor(private readonly overview: OverviewQuery) {}

  /** What the account is owed and what comes next. */
  @Get()
  @Allow('admin', 'accountant', 'viewer')
  show(@Scope() scope: AccountScope): Promise<OverviewView> {
    return this.overview.show(scope);
  }
}
