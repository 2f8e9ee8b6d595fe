import { Inject, Injectable, Logger } from '@nestjs/common';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { smtpManners } from '../../../platform/mail/smtp-manners.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import type { SentSoFar } from './account-obstacle.js';
import { ClaimedAhead } from './claimed-ahead.js';
import { ClaimLost, type ClaimedNotice } from './claimed-notice.js';
import { HandOverNotice, type SendingBy, type Standstill } from './hand-over-notice.js';
import { NoticeClaims } from './notice-claims.js';
import { SenderSessions } from './sender-sessions.js';
import { SenderTurns, type Turn } from './sender-turns.js';

/** Notices of one sender handed over side by side, each over a connection of its own. */
const LANES = 5;
/**
 * Notices claimed at once, for all lanes, and with how many left the next are claimed. What a dead worker leaves
 * claimed waits for the end of the lease: with those in the lanes no more than fifteen.
 */
const CLAIMED_AT_ONCE = 8;
const CLAIMED_EARLY = 2;
/** Notices an audit entry names. */
const NOTED_AT_ONCE = 200;
/** Minutes until a notice is tried again that failed for a reason of our own. */
const FAILED_MINUTES = 15;

/** Works off what one sender of an account writes. */
@Injectable()
export class SendThrough {
  private readonly logger = new Logger('outbox');

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly egress: EgressPolicy,
    private readonly claims: NoticeClaims,
    private readonly handOver: HandOverNotice,
    private readonly turns: SenderTurns,
  ) {}

  /**
   * @param sent what this worker remembers of the account's daily cap
   * @param signal aborted when the worker is to stop: what is under way is finished, nothing new is begun
   * @param turn what is left over waits for the other one; undefined: nothing is left over
   */
  async execute(
    scope: AccountScope,
    sender: WorkingSender,
    sent: SentSoFar,
    signal: AbortSignal,
    turn: Turn | undefined,
  ): Promise<void> {
    const run: Run = {
      scope,
      sender,
      by: this.handOver.begin(
        scope,
        new SenderSessions(sender, this.egress, smtpManners(this.settings)),
        sent,
      ),
      claimed: new ClaimedAhead(this.claims, scope, sender, CLAIMED_AT_ONCE, CLAIMED_EARLY),
      signal,
      turn,
      endsAt: turn === undefined ? null : this.turns.endOfTurn(),
      isProven: sender.failures === 0,
      standstill: null,
      hasFailed: false,
      workedOff: [],
    };
    const lanes = await Promise.allSettled(await this.lanes(run));
    run.by.sessions.close();
    await run.claimed.giveBack();
    await this.noteRun(run);
    await this.settle(run);
    for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
  }

  /** A server that could not be used is asked whether it is back before any notice is taken out. */
  private async lanes(run: Run): Promise<Promise<void>[]> {
    if (!run.isProven && !(await run.by.sessions.canConnect())) run.standstill = { of: 'server' };
    return Array.from({ length: LANES }, () => this.lane(run));
  }

  private async lane(run: Run): Promise<void> {
    while (!run.signal.aborted && run.standstill === null && !run.hasFailed) {
      if (this.turns.isOver(run.endsAt)) return;
      const notice = await run.claimed.next();
      if (notice === null) return;
      const standstill = await this.handOverOne(run, notice);
      run.standstill ??= standstill;
      if (!run.isProven && run.by.sessions.hasAnswered) {
        run.isProven = true;
        await this.turns.noteWorks(run.scope, run.sender);
      }
    }
  }

  private async handOverOne(run: Run, notice: ClaimedNotice): Promise<Standstill | null> {
    try {
      const standstill = await this.handOver.execute(run.scope, notice, run.by, run.signal);
      if (standstill === null) run.workedOff.push(notice.id);
      return standstill;
    } catch (error) {
      if (error instanceof ClaimLost) {
        this.logger.warn({ notice: notice.id }, 'another worker has taken the notice over');
        return null;
      }
      run.hasFailed = true;
      // Not sent: what was marked as being handed over stays marked, everything else is tried again later.
      const later = new Date(this.clock.now().getTime() + FAILED_MINUTES * 60_000);
      await this.claims.release(run.scope, notice, 'deferred', 'failed-on-our-side', later);
      throw error;
    }
  }

  /** The audit says which notices a run had in hand; what became of each is in its deliveries. */
  private async noteRun({ scope, workedOff }: Run): Promise<void> {
    if (workedOff.length === 0) return;
    await this.tenancy.inAccount(scope, async (tx) => {
      for (let from = 0; from < workedOff.length; from += NOTED_AT_ONCE) {
        await audit(tx, scope, this.clock.wallNow(), {
          action: 'outbox.worked-off',
          objectKind: 'outbox',
          objectId: null,
          after: { notices: workedOff.slice(from, from + NOTED_AT_ONCE) },
        });
      }
    });
  }

  /** What made the run stop is written down for whoever comes next. */
  private async settle({ scope, sender, turn, standstill, endsAt, hasFailed }: Run): Promise<void> {
    switch (standstill?.of) {
      case 'account':
        return this.claims.shelve(scope, standstill.obstacle);
      case 'sender':
        return this.turns.wait(scope, sender, turn, standstill.wait);
      case 'server':
        return this.turns.pause(scope, sender);
      case undefined:
        if (!hasFailed && this.turns.isOver(endsAt))
          await this.turns.queueAgain(scope, sender, turn);
    }
  }
}

/** What the lanes of one run share. */
interface Run {
  readonly scope: AccountScope;
  readonly sender: WorkingSender;
  readonly by: SendingBy;
  readonly claimed: ClaimedAhead;
  readonly signal: AbortSignal;
  readonly turn: Turn | undefined;
  /** When others get their turn, in real time. */
  readonly endsAt: Date | null;
  /** The server is known to take messages. */
  isProven: boolean;
  /** Found by any lane: nothing more of this sender can leave now. */
  standstill: Standstill | null;
  /** One lane has failed for a reason of our own: the job is tried again, and the other lanes begin nothing new. */
  hasFailed: boolean;
  /** Ids of the notices that the server was asked to take, or that were settled at the last moment. */
  readonly workedOff: string[];
}
