import { Get } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readOwnStageKeys } from '../contract/own-stage-keys.js';
import { readStageNames } from './stage-names.js';
import { StageNameList } from './stages.dto.js';

@InAccount('stages', 'cases')
export class StagesController {
  constructor(private readonly tenancy: Tenancy) {}

  /** The stages the account has named or made itself; the shipped ones besides have their usual names. */
  @Get()
  list(@Scope() scope: AccountScope): Promise<StageNameList> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const names = await readStageNames(tx, scope.accountId);
      const keys = new Set([...names.keys(), ...(await readOwnStageKeys(tx, scope.accountId))]);
      return { items: [...keys].map((key) => ({ key, name: names.get(key) ?? null })) };
    });
  }
}
