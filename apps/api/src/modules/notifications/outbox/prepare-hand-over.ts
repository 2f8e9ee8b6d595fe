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
import type { RenderedText } from '../texts/render-text.js';
import { type AccountObstacle, readAccountObstacle } from './account-obstacle.js';
import type { ClaimedNotice } from './claimed-notice.js';
import { concludeNotice } from './conclude-notice.js';
import { type Delivery, markHandingOver } from './delivery.js';
import { freezeNotice } from './freeze-notice.js';
import { NoticeClaims } from './notice-claims.js';
import { prepareRest } from './prepare-rest.js';

export type Prepared =
  | {
      readonly kind: 'ready';
      readonly text: RenderedText;
      readonly deliveries: readonly Delivery[];
    }
  | { readonly kind: 'waits'; readonly reason: string }
  | { readonly kind: 'account-waits'; readonly obstacle: AccountObstacle }
  /** Nothing is left to be sent; the notice says why. */
  | { readonly kind: 'done' };

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
      const obstacle = await readAccountObstacle(tx, scope, at.now);
      if (obstacle !== null) return { kind: 'account-waits', obstacle };
      if (notice.isCounted) {
        const rest = await prepareRest(tx, scope, at, notice);
        return rest === null ? { kind: 'done' } : this.begin(tx, scope, rest.text, rest.deliveries);
      }
      const { kept } = await dropSettledCases(tx, scope, at, notice.id);
      if (kept === 0) return this.cancel(tx, scope, at, notice);
      return this.write(tx, scope, at, notice, senderDomain);
    });
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
    return { kind: 'done' };
  }

  private async write(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
    senderDomain: string,
  ): Promise<Prepared> {
    const rendered = await this.render(tx, scope, at, notice);
    if (rendered === null) return { kind: 'waits', reason: 'text-broken' };
    if (rendered.recipients.length === 0) return { kind: 'waits', reason: 'no-contact' };
    const deliveries = await freezeNotice(tx, scope, at.now, notice, rendered, senderDomain);
    if (deliveries.length > 0) return this.begin(tx, scope, rendered, deliveries);
    const attempts = { count: notice.attempts + 1, isServerDown: false };
    await concludeNotice(tx, scope, at, notice.id, attempts);
    return { kind: 'done' };
  }

  private async begin(
    tx: Transaction,
    scope: AccountScope,
    text: RenderedText,
    deliveries: readonly Delivery[],
  ): Promise<Prepared> {
    await markHandingOver(tx, scope, deliveries[0]!.id);
    return { kind: 'ready', text, deliveries };
  }

  /** Null when the account's own text cannot be filled. */
  private async render(
    tx: Transaction,
    scope: AccountScope,
    at: Moment,
    notice: ClaimedNotice,
  ): Promise<RenderedNotice | null> {
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
      if (error instanceof BrokenText) return null;
      throw error;
    }
  }
}
