import { Injectable } from '@nestjs/common';

import { addDays, localDate } from '@invoicetracker/calendar';

import { Clock } from '../../platform/clock/clock.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { type AccountScope, systemScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { type CaseToDecide, readComingFacts, readDueFacts } from './case-facts.reader.js';
import { dropFromAwaiting, expireAwaiting } from './contract/drop-from-awaiting.js';
import { settleCases } from './contract/settle-cases.js';
import { DailyRunLease } from './daily-run-lease.js';
import { decideDueCases, type NoticeToPlan } from './decide-due-cases.js';
import { answersOfRun } from './evaluations/answers-of-run.js';
import { recordAnswers, recordWaitingNotices } from './evaluations/record-answers.js';
import { endExpiredHolds } from './holds/end-expired-holds.js';
import { judgeDuePromises } from './promises/judge-promises.js';
import { readSendingRulesFor } from './sending-rules.reader.js';
import { endWatch, mayBeUnusual } from './unusual-runs/watch-run.js';
import { writeDecisions, type WrittenDecisions } from './write-decisions.js';

/** Clients decided in one transaction. */
const CLIENTS_PER_BATCH = 400;
/** Promises judged in one transaction. */
const PROMISES_PER_BATCH = 500;

export interface DayRun {
  readonly isRun: boolean;
  readonly counts: WrittenDecisions;
}

const NOTHING: WrittenDecisions = { decided: 0, moved: 0, paused: 0, closed: 0, notices: 0 };

/**
 * The daily run: decides for every case that is due, and plans the notices. The (account, day) row is
 * its lock: whoever comes second does nothing, and a run that died is gone on with where it stopped,
 * because what it decided is no longer due.
 */
@Injectable()
export class RunAccountDay {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly jobs: JobQueue,
    private readonly lease: DailyRunLease,
  ) {}

  /**
   * @param asOf the account's calendar day
   * @param options `isAgain`: a person wants a finished day looked at once more; what has been planned stays
   */
  async execute(
    accountId: string,
    asOf: string,
    options: { isAgain?: boolean; signal?: AbortSignal } = {},
  ): Promise<DayRun> {
    const scope = systemScope(accountId);
    const taken = await this.lease.take(scope, asOf, options.isAgain ?? false);
    if (taken === null) return { isRun: false, counts: NOTHING };
    if (taken.isFinished) return { isRun: true, counts: NOTHING };
    const { fence } = taken;
    let counts = NOTHING;
    try {
      await this.endWaiting(scope, asOf);
      let afterClientId: string | null = null;
      const isWatched = await this.tenancy.inAccount(scope, (tx) =>
        mayBeUnusual(tx, scope, { now: this.clock.now(), today: asOf }),
      );
      const sums: Record<string, bigint> = {};
      do {
        options.signal?.throwIfAborted();
        const batch: Batch = await this.decideBatch(
          scope,
          asOf,
          { fence, isWatched, sums },
          afterClientId,
        );
        counts = add(counts, batch.counts);
        afterClientId = batch.lastClientId;
      } while (afterClientId !== null);
      await this.tenancy.inAccount(scope, async (tx) => {
        const at = { now: this.clock.now(), today: asOf };
        if (await endWatch(tx, scope, at, isWatched, sums))
          await this.jobs.send(tx, 'send-notices', accountId, { accountId });
        await recordWaitingNotices(tx, scope, at);
      });
      await this.lease.finish(scope, asOf, fence);
    } catch (error) {
      await this.lease.fail(scope, asOf, fence, error);
      throw error;
    }
    return { isRun: true, counts };
  }

  /** What was to wait until this day waits no longer: holds whose day has come, promises whose money has not. */
  private async endWaiting(scope: AccountScope, asOf: string): Promise<void> {
    const at = { now: this.clock.now(), today: asOf };
    await this.tenancy.inAccount(scope, async (tx) => {
      await endExpiredHolds(tx, scope, at);
      await dropFromAwaiting(tx, scope, at);
      await expireAwaiting(tx, scope, at);
    });
    let judged = PROMISES_PER_BATCH;
    while (judged === PROMISES_PER_BATCH) {
      judged = await this.tenancy.inAccount(scope, (tx) =>
        judgeDuePromises(tx, scope, at, PROMISES_PER_BATCH),
      );
    }
  }

  private decideBatch(
    scope: AccountScope,
    asOf: string,
    { fence, isWatched, sums }: Running,
    afterClientId: string | null,
  ): Promise<Batch> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const at = { now: this.clock.now(), today: asOf };
      const day = localDate(asOf);
      const cases = await readDueFacts(tx, scope.accountId, day, afterClientId, CLIENTS_PER_BATCH);
      if (cases.length === 0) return { counts: NOTHING, lastClientId: null };
      const account = await tx.one<{ is_automatic_sending: boolean }>(
        'select is_automatic_sending from accounts where id = $1',
        [scope.accountId],
      );
      const { rules, offFor } = await readSendingRulesFor(tx, scope.accountId, day, cases);
      const coming = await readComingFacts(tx, scope.accountId, day, cases);
      const decisions = decideDueCases(cases, coming, day, rules);
      const isSending = account!.is_automatic_sending;
      const counts = await writeDecisions(tx, scope, at, decisions, {
        isSending,
        tomorrow: addDays(localDate(asOf), 1),
        isWatched,
      });
      if (isSending) addSums(sums, decisions.notices);
      await recordAnswers(tx, scope, at, answersOfRun(decisions, day, offFor, isSending));
      await settleCases(tx, scope, at, closedInvoices(decisions.decided));
      await this.lease.renew(tx, scope, asOf, fence, counts);
      // those of a watched run wait for its end: a worker woken now would find none, and be in the way of that wake-up
      if (counts.notices > 0 && !isWatched)
        await this.jobs.send(tx, 'send-notices', scope.accountId, { accountId: scope.accountId });
      return { counts, lastClientId: cases.at(-1)!.clientId };
    });
  }
}

/** What one run has in hand. */
interface Running {
  readonly fence: bigint;
  /** Its notices wait until its end. */
  readonly isWatched: boolean;
  /** What it asks for, summed up as it goes. */
  readonly sums: Record<string, bigint>;
}

interface Batch {
  counts: WrittenDecisions;
  lastClientId: string | null;
}

function closedInvoices(
  decided: readonly { case: CaseToDecide; decision: { kind: string } }[],
): string[] {
  return decided.filter((one) => one.decision.kind === 'close').map((one) => one.case.invoiceId);
}

function addSums(sums: Record<string, bigint>, notices: readonly NoticeToPlan[]): void {
  for (const { cases, waitsFor } of notices) {
    if (waitsFor === 'draft') continue;
    for (const { minor, currency } of cases.map((one) => one.case.facts.balance))
      sums[currency] = (sums[currency] ?? 0n) + minor;
  }
}

function add(left: WrittenDecisions, right: WrittenDecisions): WrittenDecisions {
  return {
    decided: left.decided + right.decided,
    moved: left.moved + right.moved,
    paused: left.paused + right.paused,
    closed: left.closed + right.closed,
    notices: left.notices + right.notices,
  };
}
