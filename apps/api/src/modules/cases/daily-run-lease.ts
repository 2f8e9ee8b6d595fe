import { Injectable } from '@nestjs/common';

import { Clock } from '../../platform/clock/clock.js';
import { prepared } from '../../platform/database/prepared.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/http/domain-error.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { WAITS_FOR_DAY } from './waits-for-day.js';
import type { WrittenDecisions } from './write-decisions.js';

/** Seconds a run may be silent before another worker goes on with it. */
const LEASE_SECONDS = 60;

/** A day that was taken. Its fence keeps a worker that lost it from writing. */
export interface TakenDay {
  readonly fence: bigint;
  /** Nothing waited for it. */
  readonly isFinished: boolean;
}

/** The (account, day) row as lock and watermark. Its fence keeps a worker that lost the lease from writing. */
@Injectable()
export class DailyRunLease {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the day. Where nothing waits for it, it is finished with this: firms at rest cost one statement a day.
   *
   * @param isAgain also takes a day that is finished
   * @returns null when the day is done, somebody is at it, or the account is not to be worked on
   */
  async take(scope: AccountScope, onDay: string, isAgain: boolean): Promise<TakenDay | null> {
    const [row] = await this.tenancy.inAccountOnce<{ fence: string; state: string }>(scope, TAKE, [
      scope.accountId,
      onDay,
      this.clock.now(),
      this.leaseEnd(),
      this.clock.wallNow(),
      isAgain,
    ]);
    return row === undefined
      ? null
      : { fence: BigInt(row.fence), isFinished: row.state === 'finished' };
  }

  /** Adds what a batch did and keeps the lease, in the batch's own transaction. */
  async renew(
    tx: Transaction,
    scope: AccountScope,
    onDay: string,
    fence: bigint,
    counts: WrittenDecisions,
  ): Promise<void> {
    const touched = await tx.execute(
      `update daily_runs set lease_until = $4, decided_count = decided_count + $5, moved_count = moved_count + $6,
              paused_count = paused_count + $7, closed_count = closed_count + $8, notice_count = notice_count + $9
        where account_id = $1 and on_day = $2 and fence = $3 and state = 'running'`,
      [
        scope.accountId,
        onDay,
        fence,
        this.leaseEnd(),
        counts.decided,
        counts.moved,
        counts.paused,
        counts.closed,
        counts.notices,
      ],
    );
    if (touched === 0)
      throw new DomainError(
        'conflict',
        'run-taken-over',
        'Another worker has taken this run over.',
      );
  }

  async finish(scope: AccountScope, onDay: string, fence: bigint): Promise<void> {
    await this.end(scope, onDay, fence, 'finished', null);
  }

  async fail(scope: AccountScope, onDay: string, fence: bigint, error: unknown): Promise<void> {
    await this.end(
      scope,
      onDay,
      fence,
      'failed',
      error instanceof Error ? error.message : String(error),
    );
  }

  private async end(
    scope: AccountScope,
    onDay: string,
    fence: bigint,
    state: string,
    detail: string | null,
  ): Promise<void> {
    await this.tenancy.inAccount(scope, (tx) =>
      tx.execute(
        `update daily_runs set state = $4, finished_at = $5, lease_until = null, error_detail = $6
          where account_id = $1 and on_day = $2 and fence = $3 and state = 'running'`,
        [scope.accountId, onDay, fence, state, this.clock.now(), detail],
      ),
    );
  }

  private leaseEnd(): Date {
    return new Date(this.clock.wallNow().getTime() + LEASE_SECONDS * 1000);
  }
}

const TAKE = prepared(
  `insert into daily_runs as d (account_id, on_day, state, started_at, lease_until, finished_at)
   select $1::uuid, $2::date, case when is_idle then 'finished' else 'running' end, $3::timestamptz, case when not is_idle then $4::timestamptz end, case when is_idle then $3::timestamptz end
     from (select not (${WAITS_FOR_DAY}) as is_idle) look
    where account_works($1, 'reminders')
   on conflict (account_id, on_day) do update
     set state = 'running', fence = d.fence + 1, lease_until = $4, error_detail = null
   where d.state = 'failed' or d.state = 'finished' and $6::boolean or d.state = 'running' and d.lease_until <= $5::timestamptz
   returning fence, state`,
);
