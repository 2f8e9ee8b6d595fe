import { estimateLeft } from './estimate-left.js';
import type { SyncRunView } from './sync-runs.dto.js';

/** The columns `toSyncRunView` reads, from `sync_runs r`, `connections c` and `users u`. */
export const SYNC_RUN_COLUMNS = `r.id, r.connection_id, c.name as connection_name, c.provider, r.trigger, u.name as started_by, r.state, r.pass, r.phase,
  r.new_count, r.updated_count, r.closed_count, r.skipped_count, r.line_count, r.client_count, r.api_calls, r.retries,
  r.set_aside_count, r.page_count, r.seen_count + r.seen_before as seen_count, r.total_count, r.is_budget_spent, r.error_code, r.error_actor, r.error_detail, r.error_reference, r.retry_at,
  r.queued_at, r.started_at, r.finished_at, r.advanced_at, r.pace_from_at, r.pace_from_seen`;

export const SYNC_RUN_TABLES = `sync_runs r
  join connections c on c.account_id = r.account_id and c.id = r.connection_id
  left join users u on u.id = r.started_by`;

export interface SyncRunRow {
  id: string;
  connection_id: string;
  connection_name: string;
  provider: string;
  trigger: SyncRunView['trigger'];
  started_by: string | null;
  state: SyncRunView['state'];
  pass: SyncRunView['pass'];
  phase: SyncRunView['phase'];
  new_count: number;
  updated_count: number;
  closed_count: number;
  skipped_count: number;
  line_count: number;
  client_count: number;
  api_calls: number;
  retries: number;
  set_aside_count: number;
  page_count: number;
  seen_count: number;
  total_count: number | null;
  is_budget_spent: boolean;
  error_code: string | null;
  error_actor: NonNullable<SyncRunView['error']>['actor'] | null;
  error_detail: string | null;
  error_reference: string | null;
  retry_at: Date | null;
  queued_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  advanced_at: Date | null;
  pace_from_at: Date | null;
  pace_from_seen: number | null;
}

export function toSyncRunView(row: SyncRunRow): SyncRunView {
  return {
    id: row.id,
    connectionId: row.connection_id,
    connectionName: row.connection_name,
    provider: row.provider,
    trigger: row.trigger,
    startedBy: row.started_by,
    state: row.state,
    pass: row.pass,
    phase: row.phase,
    counts: {
      new: row.new_count,
      updated: row.updated_count,
      closed: row.closed_count,
      skipped: row.skipped_count,
      lines: row.line_count,
      clients: row.client_count,
      apiCalls: row.api_calls,
      retries: row.retries,
      setAside: row.set_aside_count,
      pages: row.page_count,
    },
    total: row.total_count,
    seen: row.seen_count,
    estimatedMsLeft: row.state === 'running' ? msLeftOf(row) : null,
    queuedAt: row.queued_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    durationMs:
      row.started_at === null || row.finished_at === null
        ? null
        : row.finished_at.getTime() - row.started_at.getTime(),
    error: errorOf(row),
    isBudgetSpent: row.is_budget_spent,
  };
}

function msLeftOf(row: SyncRunRow): number | null {
  return estimateLeft({
    fromAt: row.pace_from_at,
    fromSeen: row.pace_from_seen,
    advancedAt: row.advanced_at,
    seen: row.seen_count,
    total: row.total_count,
  });
}

function errorOf(row: SyncRunRow): SyncRunView['error'] {
  if (row.error_code === null || row.error_actor === null) return null;
  return {
    code: row.error_code,
    actor: row.error_actor,
    detail: row.error_detail ?? '',
    reference: row.error_reference,
    retryAt: row.retry_at?.toISOString() ?? null,
  };
}
