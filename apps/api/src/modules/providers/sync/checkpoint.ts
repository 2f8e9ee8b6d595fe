import { Injectable } from '@nestjs/common';

import type { SetAside } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { RefusedRecord } from '../records/apply-invoices.js';
import { storable, storableJson } from '../records/storable.js';
import { type HeldRun, LeaseLost } from './held-run.js';
import type { PageCounts, RunTally } from './run-tally.js';
import { SyncLease } from './sync-lease.js';
import { type SyncPosition, totalOf } from './sync-position.js';

export interface Progress {
  readonly phase: 'clients' | 'invoices' | 'corrections' | 'rechecks';
  readonly position: SyncPosition;
  readonly counts: PageCounts;
  readonly issues: readonly (SetAside | RefusedRecord)[];
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
    const { counts, position } = progress;
    const written = await tx.execute(
      `with noted as (
         insert into sync_issues (account_id, run_id, collection, external_id, reason, detail, record, created_at)
         select $1, $2, i.collection, i."externalId", i.reason, i.detail, i.record, $4
           from jsonb_to_recordset($18) as i(collection text, "externalId" text, reason text, detail text, record jsonb)
       )
       update sync_runs
          set phase = $6, cursor = $7, lease_until = $5, total_count = $8, api_calls = $9, retries = $10,
              new_count = new_count + $11, updated_count = updated_count + $12, closed_count = closed_count + $13,
              skipped_count = skipped_count + $14, line_count = line_count + $15, client_count = client_count + $16,
              page_count = page_count + $17, seen_count = seen_count + $19, set_aside_count = set_aside_count + jsonb_array_length($18),
              advanced_at = $20, pace_from_at = coalesce(pace_from_at, case when $19 > 0 then $20::timestamptz end),
              pace_from_seen = coalesce(pace_from_seen, case when $19 > 0 then seen_before + seen_count + $19 end)
        where account_id = $1 and id = $2 and fence = $3 and state = 'running'
          and exists (select 1 from connections c where c.account_id = $1 and c.id = connection_id and account_works($1, c.provider))`,
      [
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
        issuesJson(progress.issues),
        counts.seen ?? 0,
        wall,
      ],
    );
    if (written === 0) throw new LeaseLost();
  }
}

function issuesJson(issues: Progress['issues']): string {
  return storableJson(
    issues.map((issue) => ({ ...issue, detail: storable(issue.detail).slice(0, 1000) })),
  );
}
