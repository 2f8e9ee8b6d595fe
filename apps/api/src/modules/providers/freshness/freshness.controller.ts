import { Get } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { FreshnessView } from './freshness.dto.js';
import { FreshnessQuery } from './freshness.query.js';

@InAccount('freshness', 'providers')
export class FreshnessController {
  constructor(private readonly freshness: FreshnessQuery) {}

  /** What is too old to remind anybody of it, and who can mend that. */
  @Get()
  show(@Scope() scope: AccountScope): Promise<FreshnessView> {
    return this.freshness.show(scope);
  }
}
