import { Injectable } from '@nestjs/common';

import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { requireConnection } from '../connections/require-connection.js';
import type {
  SyncIssuePage,
  SyncIssueReason,
  SyncIssueReasons,
  SyncIssueView,
} from '../runs/sync-runs.dto.js';
import type { SetAsideFilter } from './set-aside.dto.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type IssueRow = Omit<SyncIssueView, 'at' | 'seenAt'> & { at: Date; seenAt: Date };

/** Rows that were set aside, of one run or of all of them. */
@Injectable()
export class SetAsideQuery {
  constructor(private readonly tenancy: Tenancy) {}

  /** @throws NotFound for a connection that is not this account's */
  async page(scope: AccountScope, filter: SetAsideFilter): Promise<SyncIssuePage> {
    const before = filter.cursor === undefined ? null : idIn(filter.cursor);
    const rows = await this.tenancy.inAccount(scope, async (tx) => {
      if (filter.connectionId !== undefined)
        await requireConnection(tx, scope, filter.connectionId);
      return tx.query<IssueRow>(
        `select s.id, s.connection_id as "connectionId", s.collection, s.external_id as "externalId", s.reason, s.detail, s.findings, s.record, s.state,
              s.created_at as at, coalesce(s.seen_at, s.created_at) as "seenAt",
              s.connection_id is not null and coalesce(s.external_id, '') <> '' and s.collection <> 'bank_accounts' as "canRetry"
         from sync_issues s
        where s.account_id = $1 and ($2::uuid is null or s.connection_id = $2) and ($3::text is null or s.reason = $3)
          and ($4::text is null or s.state = $4) and ($5::uuid is null or s.id < $5)
          and ($6::uuid is null or s.run_id = $6
               or exists (select 1 from sync_run_issues m where m.account_id = $1 and m.run_id = $6 and m.issue_id = s.id))
        order by s.id desc limit $7`,
        [
          scope.accountId,
          filter.connectionId ?? null,
          filter.reason ?? null,
          filter.state ?? null,
          before,
          filter.runId ?? null,
          filter.limit + 1,
        ],
      );
    });
    const shown = rows.slice(0, filter.limit);
    return {
      items: shown.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        seenAt: row.seenAt.toISOString(),
      })),
      nextCursor: rows.length > filter.limit ? encodeCursor([shown.at(-1)!.id]) : null,
    };
  }

  /** @throws NotFound for a connection that is not this account's */
  async reasons(scope: AccountScope, connectionId?: string): Promise<SyncIssueReasons> {
    return this.tenancy.inAccount(scope, async (tx) => {
      if (connectionId !== undefined) await requireConnection(tx, scope, connectionId);
      const items = await tx.query<SyncIssueReason>(
        `select reason, (count(*) filter (where state = 'open'))::int as open,
                (count(*) filter (where state = 'ignored'))::int as ignored, (count(*) filter (where state = 'solved'))::int as solved
           from sync_issues where account_id = $1 and ($2::uuid is null or connection_id = $2)
          group by reason order by count(*) desc, reason`,
        [scope.accountId, connectionId ?? null],
      );
      return { items };
    });
  }
}

function idIn(cursor: string): string {
  const [id] = decodeCursor(cursor, 1) as [string];
  if (!UUID.test(id)) throw invalid();
  return id;
}
