import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { RefreshInvoices } from '../../providers/contract/refresh-invoices.js';
import type { UnsealedSender } from '../senders/sender.reader.js';
import type { RenderedText } from '../texts/render-text.js';
import { type AccountObstacle, serverDown } from './account-obstacle.js';
import type { ClaimedNotice } from './claimed-notice.js';
import type { Delivery } from './delivery.js';
import { NoticeClaims } from './notice-claims.js';
import { PrepareHandOver } from './prepare-hand-over.js';
import { RecordDelivery } from './record-delivery.js';
import type { SenderSessions } from './sender-sessions.js';
import { nextOpening, type SendWindow } from './send-window.js';
import { composeMessage } from '../../../platform/mail/compose-message.js';

/** Minutes until a notice is looked at again whose invoices could not be asked for. */
const STALE_MINUTES = 15;
/** Minutes until a notice is looked at again that lacks an address or a text. */
const WAIT_MINUTES = 60;

/** Takes one claimed notice out: asks whether its invoices are still open, marks it, and only then talks to the mail server. */
@Injectable()
export class HandOverNotice {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly refresh: RefreshInvoices,
    private readonly claims: NoticeClaims,
    private readonly prepare: PrepareHandOver,
    private readonly record: RecordDelivery,
  ) {}

  /**
   * @returns what stands in the way of the whole account, if anything does: then the rest need not be tried
   * @throws ClaimLost
   */
  async execute(
    scope: AccountScope,
    notice: ClaimedNotice,
    sessions: SenderSessions,
    signal: AbortSignal,
  ): Promise<AccountObstacle | null> {
    const now = this.clock.now();
    const { window, invoiceIds } = await this.look(scope, notice);
    const opening = nextOpening(window, now);
    if (opening > now)
      return this.postpone(scope, notice, 'planned', 'outside-sending-hours', opening);

    const freshness = await this.refresh.execute(scope, invoiceIds, signal);
    if (freshness.state === 'stale') {
      const again = this.afterWait(freshness.retryAt);
      return this.postpone(scope, notice, 'held', `not-fresh: ${freshness.code}`, again);
    }

    const prepared = await this.prepare.execute(scope, notice, domainOf(sessions.sender));
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
        return this.send(scope, notice, sessions, prepared.text, prepared.deliveries);
    }
  }

  /** One recipient after the other; each is marked in the commit that records the one before it. */
  private async send(
    scope: AccountScope,
    notice: ClaimedNotice,
    sessions: SenderSessions,
    text: RenderedText,
    deliveries: readonly Delivery[],
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
        date: delivery.handedOverAt,
      });
      const outcome = await sessions.send(delivery.recipient, message);
      const isServerDown = outcome.kind === 'unavailable';
      const next = isServerDown ? undefined : deliveries[index + 1];
      await this.record.execute(scope, notice, delivery, outcome, next);
      if (isServerDown) return serverDown(this.clock.now());
    }
    return null;
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

  private look(
    scope: AccountScope,
    notice: ClaimedNotice,
  ): Promise<{ window: SendWindow; invoiceIds: string[] }> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const row = (await tx.one<{
        country: string;
        time_zone: string;
        from: string;
        until: string;
        weekdays: number[];
        is_holiday_skipped: boolean;
        invoice_ids: string[] | null;
      }>(
        `select a.country, a.time_zone, to_char(a.send_from, 'HH24:MI') as from, to_char(a.send_until, 'HH24:MI') as until, a.send_weekdays as weekdays, a.is_holiday_skipped,
                (select array_agg(c.invoice_id) from notice_cases k join cases c on c.account_id = k.account_id and c.id = k.case_id
                  where k.account_id = a.id and k.notice_id = $2 and k.outcome <> 'dropped') as invoice_ids
           from accounts a where a.id = $1`,
        [scope.accountId, notice.id],
      ))!;
      const country = notice.audience === 'staff' ? row.country : notice.clientCountry;
      const holidayCountry = row.is_holiday_skipped ? country : null;
      return {
        window: {
          timeZone: row.time_zone,
          from: row.from,
          until: row.until,
          weekdays: row.weekdays,
          holidayCountry,
        },
        invoiceIds: row.invoice_ids ?? [],
      };
    });
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
