import { Injectable } from '@nestjs/common';

import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import { NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import {
  SYNC_RUN_COLUMNS,
  SYNC_RUN_TABLES,
  type SyncRunRow,
  toSyncRunView,
} from './sync-run-row.js';
import type {
  SyncIssueFilter,
  SyncIssuePage,
  SyncIssueView,
  SyncRunFilter,
  SyncRunPage,
  SyncRunView,
} from './sync-runs.dto.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The runs of an account, newest first, and what each had to set aside. */
@Injectable()
export class SyncRunsQuery {
  constructor(private readonly tenancy: Tenancy) {}

  async page(scope: AccountScope, filter: SyncRunFilter): Promise<SyncRunPage> {
    const after = filter.cursor === undefined ? null : runCursor(filter.cursor);
    const rows = await this.tenancy.inAccount(scope, (tx) =>
      tx.query<SyncRunRow>(
        `select ${SYNC_RUN_COLUMNS} from ${SYNC_RUN_TABLES}
          where r.account_id = $1 and ($2::uuid is null or r.connection_id = $2) and ($3::text is null or r.state = $3)
            and ($4::timestamptz is null or (r.queued_at, r.id) < ($4, $5::uuid))
          order by r.queued_at desc, r.id desc limit $6`,
        [
          scope.accountId,
          filter.connectionId ?? null,
          filter.state ?? null,
          after?.at ?? null,
          after?.id ?? null,
          filter.limit + 1,
        ],
      ),
    );
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
  async issues(
    scope: AccountScope,
    runId: string,
    filter: SyncIssueFilter,
  ): Promise<SyncIssuePage> {
    const after = filter.cursor === undefined ? null : issueCursor(filter.cursor);
    await this.one(scope, runId);
    const rows = await this.tenancy.inAccount(scope, (tx) =>
      tx.query<Omit<SyncIssueView, 'at'> & { at: Date }>(
        `select id, collection, external_id as "externalId", reason, detail, record, created_at as at from sync_issues
          where account_id = $1 and run_id = $2 and ($3::uuid is null or id > $3) order by id limit $4`,
        [scope.accountId, runId, after, filter.limit + 1],
      ),
    );
    const shown = rows.slice(0, filter.limit).map((row) => ({ ...row, at: row.at.toISOString() }));
    return {
      items: shown,
      nextCursor: rows.length > filter.limit ? encodeCursor([shown.at(-1)!.id]) : null,
    };
  }
}

function runCursor(cursor: string): { at: string; id: string } {
  const [at, id] = decodeCursor(cursor, 2) as [string, string];
  if (!INSTANT.test(at) || !UUID.test(id) || Number.isNaN(Date.parse(at))) throw invalid();
  return { at, id };
}

function issueCursor(cursor: string): string {
  const [id] = decodeCursor(cursor, 1) as [string];
  if (!UUID.test(id)) throw invalid();
  return id;
}
