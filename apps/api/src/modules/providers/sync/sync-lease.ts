import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { type HeldRun, LeaseLost } from './held-run.js';

/** Seconds a worker may be silent before another one goes on with its run. */
const LEASE_SECONDS = 60;
/** How often a worker that waits for the provider says that it is still there. */
const RENEW_EVERY_MS = 20_000;

/** Who works on a run: one worker at a time, by a lease with a fence on the run's row. */
@Injectable()
export class SyncLease {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @returns null when the run has ended, somebody else is working on it, or the account is suspended or without the provider */
  take(scope: AccountScope, runId: string): Promise<HeldRun | null> {
    const wall = this.clock.wallNow();
    return this.tenancy.inAccount(scope, async (tx) => {
      const row = await tx.one<Omit<HeldRun, 'scope'>>(
        `update sync_runs
            set state = 'running', fence = fence + 1, lease_until = $4, started_at = coalesce(started_at, $5),
                really_started_at = coalesce(really_started_at, $3)
          where account_id = $1 and id = $2 and (state = 'queued' or state = 'running' and lease_until < $3)
            and exists (select 1 from connections c where c.account_id = $1 and c.id = connection_id and account_works($1, c.provider))
         returning id, connection_id as "connectionId", fence, trigger, due_until as "dueUntil", pass, cursor as position,
                   api_calls as "apiCalls", retries`,
        [scope.accountId, runId, wall, this.until(wall), this.clock.now()],
      );
      if (row === undefined) return null;
      // business time: the schedule counts from here
      await tx.execute(
        'update connections set last_sync_at = $3, retry_at = null where account_id = $1 and id = $2',
        [scope.accountId, row.connectionId, this.clock.now()],
      );
      return { scope, ...row };
    });
  }

  /** Renews the lease in the transaction that writes a page. @throws LeaseLost */
  async prolong(tx: Transaction, run: HeldRun): Promise<void> {
    const renewed = await tx.execute(
      `update sync_runs set lease_until = $4 where account_id = $1 and id = $2 and fence = $3 and state = 'running'
          and exists (select 1 from connections c where c.account_id = $1 and c.id = connection_id and account_works($1, c.provider))`,
      [run.scope.accountId, run.id, run.fence, this.until(this.clock.wallNow())],
    );
    if (renewed === 0) throw new LeaseLost();
  }

  /** Instant the lease ends when it is renewed now. */
  until(wall: Date): Date {
    return new Date(wall.getTime() + LEASE_SECONDS * 1000);
  }

  /**
   * Keeps the lease while the work waits for the provider.
   *
   * @param work gets a signal that is aborted when the lease is lost or `signal` is
   */
  async keeping<T>(
    run: HeldRun,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const lost = new AbortController();
    const timer = setInterval(() => {
      this.tenancy
        .inAccount(run.scope, (tx) => this.prolong(tx, run))
        .catch((error: unknown) => lost.abort(error));
    }, RENEW_EVERY_MS);
    try {
      return await work(AbortSignal.any([signal, lost.signal]));
    } catch (error) {
      throw lost.signal.aborted ? lost.signal.reason : error;
    } finally {
      clearInterval(timer);
      // A page that is still being fetched is of no use any more.
      lost.abort();
    }
  }
}
