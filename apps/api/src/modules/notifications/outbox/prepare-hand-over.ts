import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { AccountDay } from '../../accounts/contract/account-day.js';
import { dropSettledCases } from '../../cases/contract/drop-settled-cases.js';
import { recordNoticeOutcome } from '../../cases/contract/record-notice-outcome.js';
import type { Moment } from '../../cases/contract/settle-cases.js';
import type { Language } from '../../identity/contract/languages.js';
import { type RenderedNotice, renderNotice } from '../contract/render-notice.js';
import { BrokenText } from '../texts/liquid.js';
import type { ClaimedNotice } from './claimed-notice.js';
import { concludeNotice } from './conclude-notice.js';
import { NoticeClaims } from './notice-claims.js';

/** Below the daily cap by no more than this, the exact count matters. */
const NEAR_CAP = 50;

/** One message to one address, ready to be given to the mail server. */
export interface Delivery {
  readonly id: string;
  readonly recipient: string;
  readonly messageId: string;
  /** The moment of its first attempt: the message's date, the same at every attempt. */
  readonly handedOverAt: Date;
}

export type Prepared =
  | {
      readonly kind: 'ready';
      readonly notice: RenderedNotice;
      readonly deliveries: readonly Delivery[];
    }
  | {
      readonly kind: 'waits';
      readonly state: 'held' | 'planned';
      readonly reason: string;
      readonly minutes: number;
    }
  | { readonly kind: 'cancelled' };

/**
 * The last transaction before a notice leaves. It looks once more at everything that may have changed,
 * freezes amounts and text, and marks the notice as being handed over. Only what is committed here is sent.
 */
@Injectable()
export class PrepareHandOver {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly day: AccountDay,
    private readonly claims: NoticeClaims,
  ) {}

  /**
   * @param senderDomain what message ids end with
   * @throws ClaimLost
   */
  execute(scope: AccountScope, notice: ClaimedNotice, senderDomain: string): Promise<Prepared> {
    return this.tenancy.inAccount(scope, async (tx) => {
      await this.claims.keep(tx, scope, notice, 'claimed');
      const at = { now: this.clock.now(), today: await this.day.today(tx, scope) };
      const obstacle = await this.obstacle(tx, scope, at);
      if (obstacle !== null) return obstacle;
      const { kept } = await dropSettledCases(tx, scope, at, notice.id);
      if (kept === 0) return this.cancel(tx, scope, at, notice);
      return this.freeze(tx, scope, at, notice, senderDomain);
    });
  }

  private async obstacle(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
  ): Promise<Prepared | null> {
    const account = await readLimits(tx, scope, at.today, '');
    if (!account.is_on)
      return { kind: 'waits', state: 'held', reason: 'sending-switched-off', minutes: 60 };
    // Near the cap workers wait for each other, so that together they stay below it.
    const isNear = account.sent + NEAR_CAP >= account.cap;
    const { sent, cap } = isNear
      ? await readLimits(tx, scope, at.today, 'for no key update of a')
      : account;
    if (sent >= cap)
      return { kind: 'waits', state: 'held', reason: 'daily-cap-reached', minutes: 60 };
    return null;
  }

  private async cancel(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
  ): Promise<Prepared> {
    await tx.execute(
      `update notices set state = 'cancelled', reason = 'settled-before-sending', lease_until = null where account_id = $1 and id = $2`,
      [scope.accountId, notice.id],
    );
    await recordNoticeOutcome(tx, scope, at, notice.id, 'cancelled', 'settled-before-sending');
    return { kind: 'cancelled' };
  }

  private async freeze(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    senderDomain: string,
  ): Promise<Prepared> {
    const rendered = await this.render(tx, scope, at, notice);
    if ('kind' in rendered) return rendered;
    if (rendered.recipients.length === 0)
      return { kind: 'waits', state: 'held', reason: 'no-contact', minutes: 60 };
    await tx.execute(
      `update notices set state = 'handing_over', reason = null, attempts = attempts + 1, handed_over_at = coalesce(handed_over_at, $4),
              subject = $5, body_text = $6, body_html = $7, template_version = $8
        where account_id = $1 and id = $2 and fence = $3`,
      [
        scope.accountId,
        notice.id,
        notice.fence,
        at.now,
        rendered.subject,
        rendered.bodyText,
        rendered.bodyHtml,
        rendered.templateVersion,
      ],
    );
    const deliveries = await tx.query<Delivery>(
      `insert into deliveries as d (account_id, notice_id, contact_id, recipient, message_id, state, handed_over_at)
       select $1, $2, r.contact_id, r.email, r.message_id, 'planned', $3 from unnest($4::uuid[], $5::text[], $6::text[]) as r(contact_id, email, message_id)
       on conflict (account_id, notice_id, recipient) do update set state = 'planned' where d.state in ('planned', 'deferred')
       returning id, recipient, message_id as "messageId", handed_over_at as "handedOverAt"`,
      [
        scope.accountId,
        notice.id,
        at.now,
        rendered.recipients.map((recipient) => recipient.contactId),
        rendered.recipients.map((recipient) => recipient.email),
        rendered.recipients.map(() => `<${randomUUID()}@${senderDomain}>`),
      ],
    );
    const [first] = deliveries;
    if (first === undefined) await concludeNotice(tx, scope, at, notice.id, notice.attempts + 1);
    else await markHandingOver(tx, scope, first.id);
    return { kind: 'ready', notice: rendered, deliveries };
  }

  private async render(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
  ): Promise<RenderedNotice | Prepared> {
    const cases = await tx.query<{ case_id: string }>(
      `select case_id from notice_cases where account_id = $1 and notice_id = $2 and outcome <> 'dropped'`,
      [scope.accountId, notice.id],
    );
    try {
      return await renderNotice(tx, scope, {
        clientId: notice.clientId,
        audience: notice.audience,
        stageKey: notice.stageKey,
        language: notice.language as Language,
        caseIds: cases.map((row) => row.case_id),
        today: at.today,
      });
    } catch (error) {
      if (!(error instanceof BrokenText)) throw error;
      return { kind: 'waits', state: 'held', reason: 'text-broken', minutes: 60 };
    }
  }
}

interface Limits {
  readonly is_on: boolean;
  readonly cap: number;
  readonly sent: number;
}

/** Whether the account may send, and how much it has sent today; with a lock the next reader waits for us. */
async function readLimits(
  tx: Transaction,
  scope: AccountScope,
  today: string,
  lock: string,
): Promise<Limits> {
  const row = await tx.one<Omit<Limits, 'sent'>>(
    `select a.is_automatic_sending as is_on, a.daily_notice_cap as cap from accounts a where a.id = $1 ${lock}`,
    [scope.accountId],
  );
  // A statement of its own: after a lock it must see what the one before us has committed.
  const count = await tx.one<{ sent: number }>(
    `select (select count(*)::int from (select 1 from notices n where n.account_id = $1 and n.sent_on = $2 limit $3) s)
          + (select count(*)::int from notices n where n.account_id = $1 and n.state = 'handing_over') as sent`,
    [scope.accountId, today, row!.cap],
  );
  return { ...row!, sent: count!.sent };
}

/** From here on a crash leaves this delivery unknown. */
export async function markHandingOver(
  tx: Transaction,
  scope: AccountScope,
  deliveryId: string,
): Promise<void> {
  await tx.execute(
    `update deliveries set state = 'handing_over', attempts = attempts + 1 where account_id = $1 and id = $2`,
    [scope.accountId, deliveryId],
  );
}
