import { Injectable } from '@nestjs/common';

import type { ProviderName } from '../../../config/provider-names.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { isArchive } from '../provider-registry.js';
import type { FreshnessView, StaleConnection } from './freshness.dto.js';
import { freshnessLimit, type ReadState, staleness } from './staleness.js';

interface Row extends ReadState {
  readonly id: string;
  readonly name: string;
  readonly provider: ProviderName;
}

/** Counting stops here. */
const COUNT_CAP = 10_000;

/** Which connections keep the account's reminders from leaving, and how many wait. */
@Injectable()
export class FreshnessQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  show(scope: AccountScope): Promise<FreshnessView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const [connections, held] = await Promise.all([
        tx.query<Row>(
          `select c.id, c.name, c.provider, case when account_works($1, c.provider) then c.state else 'paused' end as state,
                  c.failed_runs as "failedRuns", c.last_good_sync_at as "lastGoodSyncAt",
                  a.freshness_minutes as "freshnessMinutes", a.sync_every_minutes as "syncEveryMinutes"
             from connections c join accounts a on a.id = c.account_id
            where c.account_id = $1 order by c.name, c.id`,
          [scope.accountId],
        ),
        tx.one<{ count: number }>(
          `select count(*)::int as count from (
             select 1 from notices n where n.account_id = $1 and n.state = 'held' and n.reason like 'not-fresh%' limit $2) c`,
          [scope.accountId, COUNT_CAP],
        ),
      ]);
      const now = this.clock.now();
      return {
        items: connections.flatMap((one) => staleOf(one, now) ?? []),
        heldNotices: held!.count,
      };
    });
  }
}

function staleOf(row: Row, now: Date): StaleConnection | null {
  const reason = staleness(row, isArchive(row.provider), now);
  if (reason === null) return null;
  return {
    connectionId: row.id,
    name: row.name,
    provider: row.provider,
    reason,
    isAdminNeeded: reason === 'connection-paused' || reason === 'key-refused',
    lastGoodSyncAt: row.lastGoodSyncAt?.toISOString() ?? null,
    limitMinutes: freshnessLimit(row, isArchive(row.provider)),
  };
}
