import { Injectable } from '@nestjs/common';

import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { PageQuery } from '../../../platform/http/page-query.dto.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { requireConnection } from '../connections/require-connection.js';
import { SetAsideQuery } from '../set-aside/set-aside.query.js';
import {
  SYNC_RUN_COLUMNS,
  SYNC_RUN_TABLES,
  type SyncRunRow,
  toSyncRunView,
} from './sync-run-row.js';
import type { SyncIssuePage, SyncRunFilter, SyncRunPage, SyncRunView } from './sync-runs.dto.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The runs of an account, newest first, and what each had to set aside. */
@Injectable()
export class SyncRunsQuery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly setAside: SetAsideQuery,
  ) {}

  /** @throws NotFound for a connection that is not this account's */
  async page(scope: AccountScope, filter: SyncRunFilter): Promise<SyncRunPage> {
    const after = filter.cursor === undefined ? null : runCursor(filter.cursor);
    const rows = await this.tenancy.inAccount(scope, async (tx) => {
      if (filter.connectionId !== undefined)
        await requireConnection(tx, scope, filter.connectionId);
      return tx.query<SyncRunRow>(
        `select ${SYNC_RUN_COLUMNS} from ${SYNC_RUN_TABLES}
          where r.account_id = $1 and ($2::uuid is null or r.connection_id = $2) and ($3::text is null or r.state = $3)
            and ($4::timestamptz is null or (r.queued_at, r.id) < ($4, $5::uuid))
            and ($7::text is null or r.trigger = $7)
            and ($8::date is null or r.queued_at >= (select $8::date::timestamp at time zone time_zone from accounts where id = $1))
            and ($9::date is null or r.queued_at < (select ($9::date + 1)::timestamp at time zone time_zone from accounts where id = $1))
            and (not $10::boolean or r.error_code is not null or r.set_aside_count > 0)
          order by r.queued_at desc, r.id desc limit $6`,
        [
          scope.accountId,
          filter.connectionId ?? null,
          filter.state ?? null,
          after?.at ?? null,
          after?.id ?? null,
          filter.limit + 1,
          filter.trigger ?? null,
          filter.from ?? null,
          filter.to ?? null,
          filter.isTroubled === 'true',
        ],
      );
    });
    const shown = rows.slice(0, filter.limit);
    const last = rows.length > filter.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(toSyncRunView),
      nextCursor: last === undefined ? null : encodeCursor([last.queued_at.toISOString(), last.id]),
    };
  }

  /** @throws NotFound */
  async one(scope: AccountScope, runId: string): Promise<SyncRunView> {
    const row = await this.tenancy.inAccount(scope, (tx) =>
      tx.one<SyncRunRow>(
        `select ${SYNC_RUN_COLUMNS} from ${SYNC_RUN_TABLES} where r.account_id = $1 and r.id = $2`,
        [scope.accountId, runId],
      ),
    );
    if (row === undefined) throw new NotFound('sync run');
    return toSyncRunView(row);
  }

  /** @throws NotFound */
  async issues(scope: AccountScope, runId: string, filter: PageQuery): Promise<SyncIssuePage> {
    await this.one(scope, runId);
    return this.setAside.page(scope, { ...filter, runId });
  }
}

function runCursor(cursor: string): { at: string; id: string } {
  const [at, id] = decodeCursor(cursor, 2) as [string, string];
  if (!INSTANT.test(at) || !UUID.test(id) || Number.isNaN(Date.parse(at))) throw invalid();
  return { at, id };
}
