import { Get } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { listOperatorAccess } from './operator-access-view.js';
import { OperatorAccessPage } from './operator-access.dto.js';

@InAccount('operator-access', 'accounts')
export class OperatorAccessController {
  constructor(private readonly tenancy: Tenancy) {}

  /** Who has looked into the account from outside, why and how long. */
  @Get()
  list(@Scope() scope: AccountScope): Promise<OperatorAccessPage> {
    return this.tenancy.inAccount(scope, async (tx) => ({
      items: await listOperatorAccess(tx, scope.accountId),
    }));
  }
}
