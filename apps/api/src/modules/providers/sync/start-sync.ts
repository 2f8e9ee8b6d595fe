import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { type AccountScope, actingUser } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { requireConnection } from '../connections/require-connection.js';

export type SyncTrigger = 'person' | 'schedule' | 'command';

export interface SyncWish {
  /** Invoices due so many days ahead are read too; left out: as far as cases open. */
  readonly daysAhead?: number | undefined;
  /** Read everything, from the beginning, also where the provider could tell what has changed. */
  readonly isFull?: boolean | undefined;
}

/** Starts a sync: a run to be seen, and the job that carries it out, in one transaction. */
@Injectable()
export class StartSync {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * @returns the id of the new run; while one is waiting or running, that one's
   * @throws NotFound
   */
  execute(
    scope: AccountScope,
    connectionId: string,
    trigger: SyncTrigger,
    wish: SyncWish = {},
  ): Promise<string> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await requireConnection(tx, scope, connectionId);
      const runId = await this.insertRun(tx, scope, connectionId, trigger, wish);
      if (runId === null) return liveRun(tx, scope, connectionId);
      await this.jobs.send(tx, 'sync-connection', runId, {
        accountId: scope.accountId,
        connectionId,
        runId,
      });
      return runId;
    });
  }

  /**
   * A run that stopped early is gone on with at its cursor: for a week when it had spent its requests or
   * was cancelled, for a day when the provider failed. A fault of ours begins anew.
   */
  private async insertRun(
    tx: Transaction,
    scope: AccountScope,
    connectionId: string,
    trigger: SyncTrigger,
    wish: SyncWish,
  ): Promise<string | null> {
    const row = await tx.one<{ id: string }>(
      `insert into sync_runs (account_id, connection_id, trigger, started_by, state, queued_at, phase, cursor, due_until, total_count, seen_before, pass)
       select $1, $2, $3, $4, 'queued', $5, last.phase, last.cursor,
              coalesce((select ($5 at time zone a.time_zone)::date + $6::int from accounts a where a.id = $1), last.due_until),
              last.total_count, coalesce(last.seen_count + last.seen_before, 0), case when $8 then 'full' else last.pass end
         from (select 1) one
         left join lateral (
           select phase, cursor, due_until, total_count, seen_count, seen_before, pass
             from (select * from sync_runs where account_id = $1 and connection_id = $2 order by queued_at desc, id desc limit 1) r
            where $6::int is null and not $8 and r.cursor is not null and (r.state in ('paused', 'cancelled') or r.state = 'failed' and r.error_actor in ('retry', 'reconnect'))
              and (r.cursor ->> 'beganAt')::timestamptz > $7::timestamptz - case when r.state in ('paused', 'cancelled') then interval '7 days' else interval '1 day' end
         ) last on true
       on conflict (account_id, connection_id) where state in ('queued', 'running') do nothing
       returning id`,
      [
        scope.accountId,
        connectionId,
        trigger,
        actingUser(scope),
        this.clock.now(),
        wish.daysAhead ?? null,
        this.clock.wallNow(),
        wish.isFull ?? false,
      ],
    );
    return row?.id ?? null;
  }
}

async function liveRun(
  tx: Transaction,
  scope: AccountScope,
  connectionId: string,
): Promise<string> {
  const row = await tx.one<{ id: string }>(
    `select id from sync_runs where account_id = $1 and connection_id = $2 order by (state in ('queued', 'running')) desc, queued_at desc, id desc limit 1`,
    [scope.accountId, connectionId],
  );
  return row!.id;
}
