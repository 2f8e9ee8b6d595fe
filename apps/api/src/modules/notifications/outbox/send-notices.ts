import { Inject, Injectable, Logger } from '@nestjs/common';

import type { Settings } from '../../../config/env.js';
import { SETTINGS } from '../../../config/settings.token.js';
import { Clock } from '../../../platform/clock/clock.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readSender } from '../senders/sender.reader.js';
import { AbandonedNotices } from './abandoned-notices.js';
import { ClaimLost } from './claimed-notice.js';
import { HandOverNotice } from './hand-over-notice.js';
import { NoticeClaims } from './notice-claims.js';
import { SenderSessions } from './sender-sessions.js';

/** Notices of one account handed over side by side, each over a connection of its own. */
const LANES = 5;

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
    const sender = await this.tenancy.inAccount(scope, (tx) => readSender(tx, scope, this.sealer));
    const sessions = new SenderSessions(
      sender,
      this.egress,
      new URL(this.settings.PUBLIC_URL).hostname,
    );
    try {
      await Promise.all(Array.from({ length: LANES }, () => this.lane(scope, sessions, signal)));
    } finally {
      sessions.close();
    }
  }

  private async lane(
    scope: AccountScope,
    sessions: SenderSessions,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted && !sessions.isGivenUp) {
      const notice = await this.claims.next(scope);
      if (notice === null) return;
      try {
        await this.handOver.execute(scope, notice, sessions, signal);
      } catch (error) {
        if (error instanceof ClaimLost) {
          this.logger.warn({ notice: notice.id }, 'another worker has taken the notice over');
          continue;
        }
        // Not sent: what was marked as being handed over stays marked, everything else is tried again later.
        await this.claims.release(
          scope,
          notice,
          'deferred',
          'failed-on-our-side',
          new Date(this.clock.now().getTime() + 15 * 60_000),
        );
        throw error;
      }
    }
  }
}
