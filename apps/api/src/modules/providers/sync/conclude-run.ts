import { randomUUID } from 'node:crypto';

import { Injectable, Logger } from '@nestjs/common';

import { ProviderError, type ProviderErrorActor } from '@invoicetracker/provider-kit';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';
import { CannotUnseal } from '../../../platform/sealing/sealer.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { goOnWhenFresh } from '../../notifications/contract/go-on-when-fresh.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { noteFirstSync } from '../../cases/contract/note-first-sync.js';
import { noteRefusedKey } from '../connections/note-refused-key.js';
import { BudgetSpent } from '../governor/run-budget.js';
import { finishedAt } from './finished-at.js';
import type { HeldRun } from './held-run.js';
import type { RunTally } from './run-tally.js';

interface Failure {
  readonly actor: ProviderErrorActor;
  readonly code: string;
  readonly detail: string;
  /** When the provider may be asked again, real time; null when it does not say. */
  readonly retryAt: Date | null;
  /** Under which number it is in the log. */
  readonly reference?: string;
}

/** Ends a run: well, early, badly, or by handing it to another worker. Nothing happens when the lease is lost. */
@Injectable()
export class ConcludeRun {
  private readonly logger = new Logger('sync');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
    private readonly day: AccountDay,
  ) {}

  /** Everything was read to the end: a key that had been refused before works again. */
  succeed(run: HeldRun, tally: RunTally): Promise<void> {
    return this.tenancy.inAccount(run.scope, async (tx) => {
      const ended = await tx.execute(
        `update sync_runs set state = 'succeeded', phase = null, cursor = null, lease_until = null, finished_at = ${finishedAt('$7', '$4')}, api_calls = $5, retries = $6
          where account_id = $1 and id = $2 and fence = $3 and state = 'running'`,
        this.ended(run, tally),
      );
      if (ended === 0) return;
      const at = { now: this.clock.now(), today: await this.day.today(tx, run.scope) };
      await noteFirstSync(tx, run.scope, at, run.connectionId);
      await tx.execute(
        `update connections set last_good_sync_at = $3, failed_runs = 0, state = case when state = 'needs_reconnect' then 'active' else state end
          where account_id = $1 and id = $2`,
        [run.scope.accountId, run.connectionId, at.now],
      );
      const { accountId } = run.scope;
      if ((await goOnWhenFresh(tx, run.scope, at.now)) > 0)
        await this.jobs.send(tx, 'send-notices', accountId, { accountId });
    });
  }

  async stop(run: HeldRun, tally: RunTally, error: unknown): Promise<void> {
    if (error instanceof BudgetSpent) return this.pause(run, tally);
    const failure = failureOf(error);
    if (failure !== null) return this.fail(run, tally, failure);
    const reference = randomUUID();
    this.logger.error(
      { err: error, reference, accountId: run.scope.accountId, runId: run.id },
      'sync failed',
    );
    return this.fail(run, tally, {
      actor: 'bug',
      code: 'unexpected',
      detail: 'Something went wrong on our side.',
      retryAt: null,
      reference,
    });
  }

  /** The worker is asked to stop: another one goes on at the cursor at once. */
  handOver(run: HeldRun, tally: RunTally): Promise<void> {
    return this.tenancy.inAccount(run.scope, async (tx) => {
      const released = await tx.execute(
        `update sync_runs set state = 'queued', lease_until = null, queued_at = $4, api_calls = $5, retries = $6
          where account_id = $1 and id = $2 and fence = $3 and state = 'running'`,
        [run.scope.accountId, run.id, run.fence, this.clock.now(), tally.calls, tally.retries],
      );
      if (released === 0) return;
      const job = { accountId: run.scope.accountId, connectionId: run.connectionId, runId: run.id };
      await this.jobs.send(tx, 'sync-connection', `${run.id}:${run.fence}`, job);
    });
  }

  /**
   * A cancelled run has ended already; what its worker has asked for until it noticed still counts.
   *
   * @returns false when it was not cancelled: then somebody else holds it
   */
  async leaveCancelled(run: HeldRun, tally: RunTally): Promise<boolean> {
    const left = await this.tenancy.inAccount(run.scope, (tx) =>
      tx.execute(
        `update sync_runs set api_calls = $4, retries = $5 where account_id = $1 and id = $2 and fence = $3 and state = 'cancelled'`,
        [run.scope.accountId, run.id, run.fence, tally.calls, tally.retries],
      ),
    );
    return left > 0;
  }

  private async pause(run: HeldRun, tally: RunTally): Promise<void> {
    await this.tenancy.inAccount(run.scope, (tx) =>
      tx.execute(
        `update sync_runs set state = 'paused', is_budget_spent = true, lease_until = null, finished_at = ${finishedAt('$7', '$4')}, api_calls = $5, retries = $6
          where account_id = $1 and id = $2 and fence = $3 and state = 'running'`,
        this.ended(run, tally),
      ),
    );
  }

  /** After a fault of ours the cursor is dropped: the next run must not stop at the same page for ever. */
  private fail(run: HeldRun, tally: RunTally, failure: Failure): Promise<void> {
    const isCursorKept = failure.actor === 'retry' || failure.actor === 'reconnect';
    return this.tenancy.inAccount(run.scope, async (tx) => {
      const ended = await tx.execute(
        `update sync_runs
            set state = 'failed', lease_until = null, finished_at = ${finishedAt('$7', '$4')}, api_calls = $5, retries = $6,
                error_actor = $8, error_code = $9, error_detail = $10, cursor = case when $11 then cursor end, retry_at = $12, error_reference = $13
          where account_id = $1 and id = $2 and fence = $3 and state = 'running'`,
        [
          ...this.ended(run, tally),
          failure.actor,
          failure.code,
          failure.detail,
          isCursorKept,
          failure.retryAt === null ? null : this.clock.onCalendar(failure.retryAt),
          failure.reference ?? null,
        ],
      );
      if (ended === 0) return;
      if (failure.actor === 'retry') await this.comeBack(tx, run, failure.retryAt);
      if (failure.actor === 'reconnect') await noteRefusedKey(tx, run.scope, run.connectionId);
    });
  }

  /** $1 to $7 of the statements that end a run. */
  private ended(run: HeldRun, tally: RunTally): unknown[] {
    const { calls, retries } = tally;
    const [now, wall] = [this.clock.now(), this.clock.wallNow()];
    return [run.scope.accountId, run.id, run.fence, now, calls, retries, wall];
  }

  /**
   * A run that time mends comes back by itself: when the provider says, a minute later at the earliest, and twice as late
   * after each run that fails again, until that is as late as the schedule.
   */
  private async comeBack(tx: Transaction, run: HeldRun, retryAt: Date | null): Promise<void> {
    await tx.execute(
      `update connections c
          set failed_runs = c.failed_runs + 1,
              retry_at = greatest($4::timestamptz, $3::timestamptz + least(make_interval(mins => a.sync_every_minutes),
                           interval '1 minute' * power(2, least(c.failed_runs, 10))))
         from accounts a
        where c.account_id = $1 and c.id = $2 and a.id = c.account_id`,
      [run.scope.accountId, run.connectionId, this.clock.wallNow(), retryAt],
    );
  }
}

function failureOf(error: unknown): Failure | null {
  if (error instanceof ProviderError)
    return {
      actor: error.actor,
      code: error.code,
      detail: error.message,
      retryAt: error.retryAt === undefined ? null : new Date(error.retryAt),
    };
  if (error instanceof CannotUnseal) {
    return {
      actor: 'reconnect',
      code: 'key-unreadable',
      detail: 'The stored key cannot be opened any more. Enter it again.',
      retryAt: null,
    };
  }
  return null;
}
