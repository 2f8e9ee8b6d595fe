import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { type Freshness, RefreshInvoices } from '../../providers/contract/refresh-invoices.js';
import { FetchInvoicePdfs } from '../attachments/fetch-invoice-pdfs.js';
import type { AccountObstacle, SentSoFar } from './account-obstacle.js';
import type { ClaimedNotice } from './claimed-notice.js';
import { NoticeClaims } from './notice-claims.js';
import { Gathered } from './gathered.js';
import { LookAgain } from './look-again.js';
import { PrepareHandOver, type Prepared, type ReadyToSend } from './prepare-hand-over.js';
import { RecordDelivery, type Recorded } from './record-delivery.js';
import { SenderPermits } from './sender-permits.js';
import type { SenderSessions } from './sender-sessions.js';
import type { SenderWait } from './sender-wait.js';
import { nextOpening } from './send-window.js';
import { composeMessage } from '../../../platform/mail/compose-message.js';

/** Minutes until a notice is looked at again whose invoices could not be asked for. */
const STALE_MINUTES = 15;
/** Minutes until a notice is looked at again that lacks an address, a text or an answer. */
const WAIT_MINUTES = 60;

/** Minutes until an invoice is asked for again that a letter is to take along. */
const PDF_MINUTES = 15;
/** A letter waits for them twice, then it leaves without. */
const MOST_PDF_ATTEMPTS = 3;
/** How long a lane waits for others that come to the same point. */
const GATHER_MS = 2;

/** Why the rest need not be tried now: nothing of the account may leave, or nothing through this sender. */
export type Standstill =
  | { readonly of: 'account'; readonly obstacle: AccountObstacle }
  | { readonly of: 'sender'; readonly wait: SenderWait }
  | { readonly of: 'server' };

/** What a worker sends one sender's notices with. */
export interface SendingBy {
  readonly sessions: SenderSessions;
  readonly permits: SenderPermits;
  readonly preparing: Gathered<ClaimedNotice, Prepared>;
  readonly recording: Gathered<Recorded, SenderWait | null>;
}

/** Takes one claimed notice out: asks whether its invoices are still open, marks it, and only then talks to the mail server. */
@Injectable()
export class HandOverNotice {
  constructor(
    private readonly clock: Clock,
    private readonly refresh: RefreshInvoices,
    private readonly pdfs: FetchInvoicePdfs,
    private readonly claims: NoticeClaims,
    private readonly prepare: PrepareHandOver,
    private readonly record: RecordDelivery,
    private readonly lookAgain: LookAgain,
  ) {}

  /**
   * What the lanes of a run share: what they prepare and record at the same moment is one transaction.
   *
   * @param sent what the worker remembers of the daily cap
   */
  begin(scope: AccountScope, sessions: SenderSessions, sent: SentSoFar): SendingBy {
    const permits = new SenderPermits(sessions.sender);
    const through = { sender: sessions.sender, permits };
    return {
      sessions,
      permits,
      preparing: new Gathered(
        (notices) => this.prepare.execute(scope, notices, sent, through),
        GATHER_MS,
      ),
      recording: new Gathered((recorded) => this.record.execute(scope, recorded), GATHER_MS),
    };
  }

  /**
   * @returns what stands in the way of more than this notice, if anything does
   * @throws ClaimLost
   */
  async execute(
    scope: AccountScope,
    notice: ClaimedNotice,
    by: SendingBy,
    signal: AbortSignal,
  ): Promise<Standstill | null> {
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

    const pdfs = await this.fetchPdfs(scope, notice, signal);
    if (pdfs === 'awaited') {
      const again = this.inMinutes(PDF_MINUTES);
      return this.postpone(scope, notice, 'held', 'invoice-pdf-awaited', again);
    }

    const lookedAtMs = performance.now();
    const prepared = await by.preparing.do(notice);
    switch (prepared.kind) {
      case 'done':
        return null;
      case 'waits':
        return this.postpone(scope, notice, 'held', prepared.reason, this.inMinutes(WAIT_MINUTES));
      case 'account-waits': {
        const { state, reason, until } = prepared.obstacle;
        await this.claims.release(scope, notice, state, reason, until);
        return { of: 'account', obstacle: prepared.obstacle };
      }
      case 'sender-waits':
        await this.claims.giveBack(scope, [notice]);
        return { of: 'sender', wait: prepared.wait };
      case 'ready':
        return this.send(scope, notice, by, prepared, lookedAtMs);
    }
  }

  /** One recipient after the other; each is marked in the commit that records the one before it. */
  private async send(
    scope: AccountScope,
    notice: ClaimedNotice,
    { sessions, permits, recording }: SendingBy,
    { text, attachments, deliveries }: ReadyToSend,
    lookedAtMs: number,
  ): Promise<Standstill | null> {
    const senderId = sessions.sender.id;
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
      // what was looked at for the first address is old news for the next
      const seenMs = index === 0 ? lookedAtMs : Number.NEGATIVE_INFINITY;
      const outcome = await sessions.send(delivery.recipient, message, () =>
        this.lookAgain.execute(scope, notice, seenMs),
      );
      const isServerDown = outcome.kind === 'unavailable';
      const isOver = isServerDown || outcome.kind === 'withheld';
      const next = isOver ? undefined : deliveries[index + 1];
      const isOnly = deliveries.length === 1;
      const wait = await recording.do({
        notice,
        delivery,
        outcome,
        next,
        isOnly,
        senderId,
        permits,
      });
      if (isServerDown) return { of: 'server' };
      if (wait !== null) return { of: 'sender', wait };
      if (isOver) return null;
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

  /** What left already for one address leaves for the others as it is; what nobody can be asked for is not asked for. */
  private async fetchPdfs(
    scope: AccountScope,
    notice: ClaimedNotice,
    signal: AbortSignal,
  ): Promise<'settled' | 'awaited'> {
    if (notice.isCounted || notice.linkedInvoiceIds.length === 0) return 'settled';
    return this.pdfs.execute(scope, notice.id, MOST_PDF_ATTEMPTS, signal);
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
