import { Inject, Injectable, Logger } from '@nestjs/common';

import { localDate } from '@invoicetracker/calendar';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { StoredKey } from '../connections/stored-key.js';
import { RunBudget } from '../governor/run-budget.js';
import { ProviderCalls } from '../provider-calls.js';
import { readAccountFacts } from '../records/account-facts.js';
import { knownDocuments } from '../records/known-documents.js';
import { BeginPass } from './begin-pass.js';
import { ConcludeRun } from './conclude-run.js';
import { type HeldRun, LeaseLost } from './held-run.js';
import { RunTally } from './run-tally.js';
import { SyncLease } from './sync-lease.js';
import { SyncPhases } from './sync-phases.js';
import type { SyncWork } from './sync-work.js';

const CALLS = { maxWaitMs: 90_000, retries: 4 };

/** Carries out a sync run, from wherever it stands to its end. May be called twice: the second one finds it held or ended. */
@Injectable()
export class RunSync {
  private readonly logger = new Logger('sync');

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly lease: SyncLease,
    private readonly begin: BeginPass,
    private readonly keys: StoredKey,
    private readonly calls: ProviderCalls,
    private readonly phases: SyncPhases,
    private readonly conclude: ConcludeRun,
  ) {}

  async execute(scope: AccountScope, runId: string, signal: AbortSignal): Promise<void> {
    const run = await this.lease.take(scope, runId);
    if (run === null) return;
    const tally = new RunTally(run.apiCalls, run.retries);
    try {
      await this.lease.keeping(run, signal, (kept) => this.pull(run, tally, kept));
      await this.conclude.succeed(run, tally);
    } catch (error) {
      if (error instanceof LeaseLost) return this.leave(run, tally);
      if (signal.aborted) return this.conclude.handOver(run, tally);
      await this.conclude.stop(run, tally, error);
    }
  }

  private async leave(run: HeldRun, tally: RunTally): Promise<void> {
    if (await this.conclude.leaveCancelled(run, tally)) return;
    this.logger.warn({ runId: run.id }, 'another worker has taken the sync run over');
  }

  private async pull(run: HeldRun, tally: RunTally, signal: AbortSignal): Promise<void> {
    const { work, position } = await this.tenancy.inAccount(run.scope, (tx) =>
      this.prepare(tx, run, tally, signal),
    );
    await this.phases.execute(work, position);
  }

  private async prepare(tx: Transaction, run: HeldRun, tally: RunTally, signal: AbortSignal) {
    const account = await readAccountFacts(tx, run.scope.accountId, this.clock.now());
    const dueUntil = run.dueUntil === null ? account.opensUntil : localDate(run.dueUntil);
    const { provider, credentials } = await this.keys.open(tx, run.scope, run.connectionId);
    const budget = new RunBudget(this.settings.SYNC_READS_PER_RUN, tally.calls);
    const open = this.calls.open(provider, credentials, {
      ...CALLS,
      accountId: run.scope.accountId,
      signal,
      budget,
      onCall: tally.onCall,
    });
    const knownAmong = knownDocuments(this.tenancy, run.scope, run.connectionId);
    const work: SyncWork = {
      run,
      open: { ...open, context: { ...open.context, knownAmong } },
      account,
      dueUntil,
      tally,
    };
    return { work, position: await this.begin.execute(tx, run, open.provider, dueUntil) };
  }
}
