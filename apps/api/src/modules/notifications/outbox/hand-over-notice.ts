import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { type Freshness, RefreshInvoices } from '../../providers/contract/refresh-invoices.js';
import type { UnsealedSender } from '../senders/sender.reader.js';
import { type AccountObstacle, type SentSoFar, serverDown } from './account-obstacle.js';
import type { ClaimedNotice } from './claimed-notice.js';
import { NoticeClaims } from './notice-claims.js';
import { PrepareHandOver, type ReadyToSend } from './prepare-hand-over.js';
import { RecordDelivery } from './record-delivery.js';
import type { SenderSessions } from './sender-sessions.js';
import { nextOpening } from './send-window.js';
import { composeMessage } from '../../../platform/mail/compose-message.js';

/** Minutes until a notice is looked at again whose invoices could not be asked for. */
const STALE_MINUTES = 15;
/** Minutes until a notice is looked at again that lacks an address, a text or an answer. */
const WAIT_MINUTES = 60;

/** Takes one claimed notice out: asks whether its invoices are still open, marks it, and only then talks to the mail server. */
@Injectable()
export class HandOverNotice {
  constructor(
    private readonly clock: Clock,
    private readonly refresh: RefreshInvoices,
    private readonly claims: NoticeClaims,
    private readonly prepare: PrepareHandOver,
    private readonly record: RecordDelivery,
  ) {}

  /**
   * @param sent what the worker remembers of the daily cap
   * @returns what stands in the way of the whole account, if anything does: then the rest need not be tried
   * @throws ClaimLost
   */
  async execute(
    scope: AccountScope,
    notice: ClaimedNotice,
    sessions: SenderSessions,
    sent: SentSoFar,
    signal: AbortSignal,
  ): Promise<AccountObstacle | null> {
    const now = this.clock.now();
    const opening = nextOpening(notice.window, now);
    if (opening > now)
      return this.postpone(scope, notice, 'planned', 'outside-sending-hours', opening);

    const freshness = await this.look(scope, notice.linkedInvoiceIds, signal);
    if (freshness.state === 'unknowable')
      return this.postpone(
        scope,
        notice,
        'held',
        'payments-unanswered',
        this.inMinutes(WAIT_MINUTES),
      );
    if (freshness.state === 'stale') {
      const again = this.afterWait(freshness.retryAt);
      return this.postpone(scope, notice, 'held', `not-fresh: ${freshness.code}`, again);
    }

    const prepared = await this.prepare.execute(scope, notice, sent, domainOf(sessions.sender));
    switch (prepared.kind) {
      case 'done':
        return null;
      case 'waits':
        return this.postpone(scope, notice, 'held', prepared.reason, this.inMinutes(WAIT_MINUTES));
      case 'account-waits': {
        const { state, reason, until } = prepared.obstacle;
        await this.claims.release(scope, notice, state, reason, until);
        return prepared.obstacle;
      }
      case 'ready':
        return this.send(scope, notice, sessions, prepared);
    }
  }

  /** One recipient after the other; each is marked in the commit that records the one before it. */
  private async send(
    scope: AccountScope,
    notice: ClaimedNotice,
    sessions: SenderSessions,
    { text, attachments, deliveries }: ReadyToSend,
  ): Promise<AccountObstacle | null> {
    for (const [index, delivery] of deliveries.entries()) {
      const message = await composeMessage({
        deliveryId: delivery.id,
        messageId: delivery.messageId,
        from: { name: sessions.sender.fromName, address: sessions.sender.fromEmail },
        replyTo: sessions.sender.replyTo,
        recipient: delivery.recipient,
        subject: text.subject,
        bodyText: text.bodyText,
        bodyHtml: text.bodyHtml,
        attachments,
        date: delivery.handedOverAt,
      });
      const outcome = await sessions.send(delivery.recipient, message);
      const isServerDown = outcome.kind === 'unavailable';
      const next = isServerDown ? undefined : deliveries[index + 1];
      const isOnly = deliveries.length === 1;
      await this.record.execute(scope, notice, { delivery, outcome, next, isOnly });
      if (isServerDown) return serverDown(this.clock.now());
    }
    return null;
  }

  /** Invoices kept by hand are always fresh. */
  private async look(
    scope: AccountScope,
    invoiceIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Freshness> {
    if (invoiceIds.length === 0) return { state: 'fresh' };
    return this.refresh.execute(scope, invoiceIds, signal);
  }

  private async postpone(
    scope: AccountScope,
    notice: ClaimedNotice,
    state: 'planned' | 'held',
    reason: string,
    until: Date,
  ): Promise<null> {
    await this.claims.release(scope, notice, state, reason, until);
    return null;
  }

  /** The provider's "come back at" is real time; a notice's clock is the calendar's. */
  private afterWait(retryAt: Date | null): Date {
    const waitMs = (retryAt?.getTime() ?? 0) - this.clock.wallNow().getTime();
    return waitMs > 0
      ? new Date(this.clock.now().getTime() + waitMs)
      : this.inMinutes(STALE_MINUTES);
  }

  private inMinutes(minutes: number): Date {
    return new Date(this.clock.now().getTime() + minutes * 60_000);
  }
}

function domainOf(sender: UnsealedSender): string {
  return sender.fromEmail.split('@').at(-1)!;
}
