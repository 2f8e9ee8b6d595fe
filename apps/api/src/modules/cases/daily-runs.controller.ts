import { HttpCode, Post } from '@nestjs/common';

import { Scope } from '../../platform/auth/request-parameters.js';
import { InAccount } from '../../platform/auth/in-account.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { DailyRunRequest } from './daily-runs.dto.js';
import { RequestDailyRun } from './request-daily-run.js';

@InAccount('daily-runs', 'cases')
export class DailyRunsController {
  constructor(private readonly requestRun: RequestDailyRun) {}

  /** Decides today's cases once more, now. What has been planned today stays as it is. */
  @Post()
  @HttpCode(202)
  request(@Scope() scope: AccountScope): Promise<DailyRunRequest> {
    return this.requestRun.execute(scope);
  }
}
