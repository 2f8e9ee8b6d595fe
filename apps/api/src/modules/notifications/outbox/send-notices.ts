import { Inject, Injectable, Logger } from '@nestjs/common';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { smtpManners } from '../../../platform/mail/smtp-manners.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readSender } from '../senders/sender.reader.js';
import { AbandonedNotices } from './abandoned-notices.js';
import {
  type AccountObstacle,
  nothingCounted,
  readAccountObstacle,
  type SentSoFar,
} from './account-obstacle.js';
import { ClaimedAhead } from './claimed-ahead.js';
import { ClaimLost, type ClaimedNotice } from './claimed-notice.js';
import { HandOverNotice } from './hand-over-notice.js';
import { NoticeClaims } from './notice-claims.js';
import { SenderSessions } from './sender-sessions.js';

/** Notices of one account handed over side by side, each over a connection of its own. */
const LANES = 5;
/** Notices claimed at once, for all lanes. What a dead worker leaves claimed waits for the end of the lease. */
const CLAIMED_AT_ONCE = 2 * LANES;
/** Notices an audit entry names. */
const NOTED_AT_ONCE = 200;
/** Minutes until a notice is tried again that failed for a reason of our own. */
const FAILED_MINUTES = 15;

/** Works an account's outbox off, as far as it may leave now. */
@Injectable()
export class SendNotices {
  private readonly logger = new Logger('outbox');

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly egress: EgressPolicy,
    private readonly abandoned: AbandonedNotices,
    private readonly claims: NoticeClaims,
    private readonly handOver: HandOverNotice,
  ) {}

  /** @param signal aborted when the worker is to stop: what is under way is finished, nothing new is begun */
  async execute(scope: AccountScope, signal: AbortSignal): Promise<void> {
    await this.abandoned.settle(scope);
    const sent = nothingCounted();
    const start = await this.tenancy.inAccount(scope, async (tx) => ({
      obstacle: await readAccountObstacle(tx, scope, this.clock.now(), sent),
      sender: await readSender(tx, scope, this.sealer),
    }));
    if (start.obstacle !== null) return this.claims.shelve(scope, start.obstacle);
    if (start.sender === null) return;
    const sessions = new SenderSessions(start.sender, this.egress, smtpManners(this.settings));
    const claimed = new ClaimedAhead(this.claims, scope, CLAIMED_AT_ONCE);
    const run: Run = {
      scope,
      sessions,
      claimed,
      sent,
      signal,
      obstacle: null,
      hasFailed: false,
      workedOff: [],
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => this.lane(run)));
    sessions.close();
    await claimed.giveBack();
    await this.noteRun(run);
    if (run.obstacle !== null) await this.claims.shelve(scope, run.obstacle);
    for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
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

  private async lane(run: Run): Promise<void> {
    while (!run.signal.aborted && run.obstacle === null && !run.hasFailed) {
      const notice = await run.claimed.next();
      if (notice === null) return;
      const obstacle = await this.handOverOne(run, notice);
      run.obstacle ??= obstacle;
    }
  }

  private async handOverOne(run: Run, notice: ClaimedNotice): Promise<AccountObstacle | null> {
    try {
      const { scope, sessions, sent, signal } = run;
      const obstacle = await this.handOver.execute(scope, notice, sessions, sent, signal);
      if (obstacle === null) run.workedOff.push(notice.id);
      return obstacle;
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
}

/** What the lanes of one run share. */
interface Run {
  readonly scope: AccountScope;
  readonly sessions: SenderSessions;
  readonly claimed: ClaimedAhead;
  readonly sent: SentSoFar;
  readonly signal: AbortSignal;
  /** Found by any lane: nothing more of this account can leave now. */
  obstacle: AccountObstacle | null;
  /** One lane has failed for a reason of our own: the job is tried again, and the other lanes begin nothing new. */
  hasFailed: boolean;
  /** Ids of the notices that the server was asked to take, or that were settled at the last moment. */
  readonly workedOff: string[];
}
