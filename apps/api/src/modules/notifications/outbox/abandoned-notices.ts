import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { concludeNotice } from './conclude-notice.js';

/**
 * Looks after notices whose worker is gone. One that was only claimed goes back into the queue; one that
 * was being handed over may have left, so it becomes unknown and waits for a person.
 */
@Injectable()
export class AbandonedNotices {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  async settle(scope: AccountScope): Promise<void> {
    await this.tenancy.inAccount(scope, async (tx) => {
      const wall = this.clock.wallNow();
      await tx.execute(
        `update notices set state = 'planned', fence = fence + 1, lease_until = null where account_id = $1 and state = 'claimed' and lease_until < $2`,
        [scope.accountId, wall],
      );
      const abandoned = await tx.query<{ id: string; attempts: number }>(
        `update notices set fence = fence + 1 where account_id = $1 and state = 'handing_over' and lease_until < $2 returning id, attempts`,
        [scope.accountId, wall],
      );
      if (abandoned.length === 0) return;
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      for (const notice of abandoned) {
        await tx.execute(
          `update deliveries set state = 'unknown', finished_at = $3, server_answer = 'The process stopped while this was being handed over.'
            where account_id = $1 and notice_id = $2 and state = 'handing_over'`,
          [scope.accountId, notice.id, at.now],
        );
        await concludeNotice(tx, scope, at, notice.id, {
          count: notice.attempts,
          ending: 'tried',
        });
      }
    });
  }
}
