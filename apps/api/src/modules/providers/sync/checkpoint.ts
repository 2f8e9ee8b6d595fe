import { Injectable } from '@nestjs/common';

import type { SetAside } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { InvoiceChange, RefusedRecord } from '../records/apply-invoices.js';
import {
  MET_AGAIN,
  ONLY_WHEN_WRITTEN,
  type ReadRows,
  SET_ASIDE_COLUMNS,
  setAsideJson,
} from '../set-aside/set-aside-row.js';
import { type HeldRun, LeaseLost } from './held-run.js';
import type { PageCounts, RunTally } from './run-tally.js';
import { SyncLease } from './sync-lease.js';
import { type SyncPosition, totalOf } from './sync-position.js';

export interface Progress {
  readonly phase: 'clients' | 'invoices' | 'corrections' | 'rechecks';
  readonly position: SyncPosition;
  readonly counts: PageCounts;
  readonly issues: readonly (SetAside | RefusedRecord)[];
  /** What could be read: whatever was wrong with it is solved, unless it is among the issues again. */
  readonly read?: readonly ReadRows[];
  /** What became of which invoice: the rows behind the counts. */
  readonly changes?: readonly InvoiceChange[];
  /** Clients that were written: only of them it is known that their addresses are good now. */
  readonly written?: readonly string[];
}

/** Writes down how far a run has come, in the transaction that writes the page: cursor, counts and what was set aside. */
@Injectable()
export class Checkpoint {
  constructor(
    private readonly clock: Clock,
    private readonly lease: SyncLease,
  ) {}

  /** @throws LeaseLost: the page must not be kept */
  async write(tx: Transaction, run: HeldRun, tally: RunTally, progress: Progress): Promise<void> {
    const wall = this.clock.wallNow();
    const { counts, position, changes = [] } = progress;
    const read = (progress.read ?? []).flatMap(({ collection, externalIds }) =>
      externalIds.map((externalId) => ({ collection, externalId })),
    );
    const written = await tx.execute(WRITE_DOWN, [
      run.scope.accountId,
      run.id,
      run.fence,
      this.clock.now(),
      this.lease.until(wall),
      progress.phase,
      JSON.stringify(position),
      totalOf(position),
      tally.calls,
      tally.retries,
      counts.added ?? 0,
      counts.updated ?? 0,
      counts.closed ?? 0,
      counts.skipped ?? 0,
      counts.lines ?? 0,
      counts.clients ?? 0,
      counts.pages ?? 0,
      setAsideJson(progress.issues),
      counts.seen ?? 0,
      wall,
      run.connectionId,
      read.map(({ collection }) => collection),
      read.map(({ externalId }) => externalId),
      progress.written ?? [],
      changes.map(({ invoiceId }) => invoiceId),
      changes.map(({ outcome }) => outcome),
    ]);
    if (written === 0) throw new LeaseLost();
  }
}

const WRITE_DOWN = prepared(
  `with given as materialized (
   select distinct on (collection, "rowKey", reason) * from jsonb_to_recordset($18) as i(${SET_ASIDE_COLUMNS})
 ), issue as (
   insert into sync_issues as s (account_id, connection_id, run_id, collection, external_id, row_key, reason, detail, findings, record,
                                 content_hash, created_at, seen_at)
   select $1, $21, $2, g.collection, g."externalId", g."rowKey", g.reason, g.detail, g.findings, g.record, decode(g.hash, 'hex'), $4, $4 from given g
   on conflict (account_id, connection_id, collection, row_key, reason) do update set ${MET_AGAIN}
   returning s.id, s.state
 ), met as (
   insert into sync_run_issues (account_id, run_id, issue_id) select $1, $2, id from issue on conflict do nothing returning issue_id
 ), solved as (
   update sync_issues s set state = 'solved'
    where s.account_id = $1 and s.connection_id = $21 and s.state <> 'solved'
      and (s.reason <> '${ONLY_WHEN_WRITTEN}' and (s.collection, s.row_key) in (select * from unnest($22::text[], $23::text[]))
           or s.collection = 'clients' and s.row_key = any ($24::text[]))
      and not exists (select 1 from given g where g.collection = s.collection and g."rowKey" = s.row_key and g.reason = s.reason)
 ), changed as (
   insert into sync_run_changes (account_id, run_id, invoice_id, outcome, noted_at)
   select $1, $2, c.invoice_id, c.outcome, $20 from unnest($25::uuid[], $26::text[]) as c(invoice_id, outcome)
   on conflict do nothing
 )
 update sync_runs
    set phase = $6, cursor = $7, lease_until = $5, total_count = $8, api_calls = $9, retries = $10,
        new_count = new_count + $11, updated_count = updated_count + $12, closed_count = closed_count + $13,
        skipped_count = skipped_count + $14, line_count = line_count + $15, client_count = client_count + $16,
        page_count = page_count + $17, seen_count = seen_count + $19, set_aside_count = set_aside_count + (select count(*) from met join issue on issue.id = met.issue_id where issue.state = 'open'),
        advanced_at = $20, pace_from_at = coalesce(pace_from_at, case when $19 > 0 then $20::timestamptz end),
        pace_from_seen = coalesce(pace_from_seen, case when $19 > 0 then seen_before + seen_count + $19 end)
  where account_id = $1 and id = $2 and fence = $3 and state = 'running'
    and exists (select 1 from connections c where c.account_id = $1 and c.id = connection_id and account_works($1, c.provider))`,
);
