import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import type { SetupView } from './accounts.dto.js';
import { AccountDay } from './contract/account-day.js';

/** Notices that wait for a person; more than this many are not counted. */
const ATTENTION_CAP = 1000;

/** What the account still needs before it runs by itself, and what the header shows. */
@Injectable()
export class SetupQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
  ) {}

  show(scope: AccountScope): Promise<SetupView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const today = await this.day.today(tx, scope);
      const row = await tx.one<
        Omit<SetupView, 'today' | 'now' | 'lastGoodSyncAt'> & { lastGoodSyncAt: Date | null }
      >(
        `select a.tax_number is not null and a.street is not null and a.city is not null and a.email is not null as "hasCompanyDetails",
                exists (select 1 from connections c where c.account_id = a.id) as "hasConnection",
                exists (select 1 from connections c where c.account_id = a.id and c.last_good_sync_at is not null) as "hasSyncedOnce",
                exists (select 1 from senders s where s.account_id = a.id and s.is_default) as "hasSender",
                exists (select 1 from senders s where s.account_id = a.id and s.is_default and s.last_test_ok) as "isSenderTested",
                a.is_automatic_sending as "isAutomaticSending",
                (select max(c.last_good_sync_at) from connections c where c.account_id = a.id) as "lastGoodSyncAt",
                (select count(*)::int from (select 1 from cases k where k.account_id = a.id and k.state = 'active' limit 10001) n) as "activeCases",
                (select count(*)::int from (select 1 from notices n where n.account_id = a.id and n.state in ('held', 'refused', 'unknown') limit $2) n)
                  as "noticesNeedingAttention",
                (select count(*)::int from (select 1 from notices n where n.account_id = a.id and n.state = 'awaiting_approval' limit $2) n)
                  as "noticesAwaitingApproval"
           from accounts a where a.id = $1`,
        [scope.accountId, ATTENTION_CAP],
      );
      return {
        ...row!,
        lastGoodSyncAt: row!.lastGoodSyncAt?.toISOString() ?? null,
        today,
        now: this.clock.now().toISOString(),
      };
    });
  }
}
