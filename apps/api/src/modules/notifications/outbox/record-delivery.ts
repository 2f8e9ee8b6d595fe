import { Injectable } from '@nestjs/common';

import { dayIn } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { ClaimedNotice } from './claimed-notice.js';
import { concludeAccepted, concludeNotice } from './conclude-notice.js';
import { type Delivery, markHandingOver } from './delivery.js';
import { NoticeClaims } from './notice-claims.js';
import type { SenderPermits } from './sender-permits.js';
import type { SenderWait } from './sender-wait.js';
import type { HandOverOutcome } from '../../../platform/mail/hand-over-outcome.js';

const STATE: Record<HandOverOutcome['kind'], string> = {
  accepted: 'accepted',
  refused: 'refused',
  deferred: 'deferred',
  unavailable: 'deferred',
  unknown: 'unknown',
};

/** What came of one delivery, and what is left of its notice. */
export interface Recorded {
  readonly delivery: Delivery;
  readonly outcome: HandOverOutcome;
  /** The delivery to be made next; undefined when this was the last. */
  readonly next: Delivery | undefined;
  /** The attempt has no other delivery. */
  readonly isOnly: boolean;
  readonly senderId: string;
  readonly permits: SenderPermits;
}

/** Writes what the server made of a delivery, and in the same commit marks the next one or concludes the notice. */
@Injectable()
export class RecordDelivery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly claims: NoticeClaims,
  ) {}

  /**
   * @returns until when the sender has to wait before the next delivery; null when there is none, or it is marked
   * @throws ClaimLost when the lease ran out meanwhile: then the notice is unknown already, and stays so
   */
  execute(
    scope: AccountScope,
    notice: ClaimedNotice,
    recorded: Recorded,
  ): Promise<SenderWait | null> {
    const { delivery, outcome, next, permits } = recorded;
    const now = this.clock.now();
    return this.tenancy.inAccount(scope, async (tx) => {
      const wait = next === undefined ? null : await permits.ask(tx, scope, now);
      await Promise.all([
        this.claims.hold(tx, scope, notice, 'handing_over'),
        writeOutcome(tx, scope, delivery, outcome, now),
        next === undefined || wait !== null
          ? this.conclude(tx, scope, notice, recorded, now)
          : this.goOn(tx, scope, notice, next, { senderId: recorded.senderId, now }),
      ]);
      return wait;
    });
  }

  private async goOn(
    tx: Transaction,
    scope: AccountScope,
    notice: ClaimedNotice,
    next: Delivery,
    by: { readonly senderId: string; readonly now: Date },
  ): Promise<void> {
    await Promise.all([
      this.claims.renew(tx, scope, notice),
      markHandingOver(tx, scope, next.id, by),
    ]);
  }

  private conclude(
    tx: Transaction,
    scope: AccountScope,
    notice: ClaimedNotice,
    { outcome, isOnly }: Recorded,
    now: Date,
  ): Promise<void> {
    const at = { now, today: dayIn(notice.window.timeZone, now) };
    const isSimple = isOnly && notice.attempts === 0 && !notice.isCounted;
    if (isSimple && outcome.kind === 'accepted')
      return concludeAccepted(tx, scope, at, notice.id, outcome.answer);
    return concludeNotice(tx, scope, at, notice.id, {
      count: notice.attempts + 1,
      isServerDown: outcome.kind === 'unavailable',
    });
  }
}

async function writeOutcome(
  tx: Transaction,
  scope: AccountScope,
  delivery: Delivery,
  outcome: HandOverOutcome,
  now: Date,
): Promise<void> {
  const code = 'code' in outcome ? outcome.code : null;
  const writing = tx.execute(WRITE_OUTCOME, [
    scope.accountId,
    delivery.id,
    STATE[outcome.kind],
    code,
    outcome.answer,
    now,
  ]);
  if (outcome.kind !== 'refused' || !outcome.isAddressBad) return void (await writing);
  // The address is left out from now on, until a person has looked at it.
  const leavingOut = tx.execute(
    `update client_contacts k set refused_at = $3 from deliveries d
      where d.account_id = $1 and d.id = $2 and k.account_id = $1 and k.id = d.contact_id`,
    [scope.accountId, delivery.id, now],
  );
  await Promise.all([writing, leavingOut]);
}

const WRITE_OUTCOME = prepared(
  `update deliveries set state = $3, server_code = $4, server_answer = $5, finished_at = $6 where account_id = $1 and id = $2`,
);
