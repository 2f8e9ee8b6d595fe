import { Get, HttpCode, Param, Post } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { UnusualRunList, UnusualRunParams } from './unusual-runs.dto.js';
import { UnusualRuns } from './unusual-runs.js';

@InAccount('unusual-runs', 'cases')
export class UnusualRunsController {
  constructor(private readonly runs: UnusualRuns) {}

  /** Daily runs that wait for a person, with their figures. */
  @Get()
  async list(@Scope() scope: AccountScope): Promise<UnusualRunList> {
    return { items: await this.runs.list(scope) };
  }

  /** Lets all that a run planned go. */
  @Post(':onDay/release')
  @HttpCode(204)
  release(@Scope() scope: AccountScope, @Param() { onDay }: UnusualRunParams): Promise<void> {
    return this.runs.release(scope, onDay);
  }
}
