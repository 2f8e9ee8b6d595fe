import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { audit } from '../../platform/tenancy/audit.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { AccountDay } from '../accounts/contract/account-day.js';
import type { DailyRunRequest } from './daily-runs.dto.js';

/** Asks for today's run by hand: after a first sync, or when somebody has just put things right. */
@Injectable()
export class RequestDailyRun {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly jobs: JobQueue,
  ) {}

  execute(scope: AccountScope): Promise<DailyRunRequest> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const onDay = await this.day.today(tx, scope);
      const isQueued = await this.jobs.send(tx, 'run-account-day', scope.accountId, {
        accountId: scope.accountId,
        onDay,
        isAgain: true,
      });
      await audit(tx, scope, this.clock.wallNow(), {
        action: 'daily-run.requested',
        objectKind: 'daily-run',
        objectId: onDay,
      });
      return { onDay, isQueued };
    });
  }
}
