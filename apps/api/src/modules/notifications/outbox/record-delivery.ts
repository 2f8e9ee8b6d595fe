import { Injectable } from '@nestjs/common';

import { dayIn } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { OneByOne } from './account-obstacle.js';
import { ClaimLost, type ClaimedNotice } from './claimed-notice.js';
import { concludeAccepted, concludeNotice, type Ending } from './conclude-notice.js';
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
  withheld: 'deferred',
  unknown: 'unknown',
};

/** What came of one delivery, and what is left of its notice. */
export interface Recorded {
  readonly notice: ClaimedNotice;
  readonly delivery: Delivery;
  readonly outcome: HandOverOutcome;
  /** The delivery to be made next; undefined when this was the last. */
  readonly next: Delivery | undefined;
  /** The attempt has no other delivery. */
  readonly isOnly: boolean;
  readonly senderId: string;
  readonly permits: SenderPermits;
}

/** Writes what the server made of deliveries, and in the same commit marks the next one or concludes the notice. */
@Injectable()
export class RecordDelivery {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly claims: NoticeClaims,
  ) {}

  /**
   * @param recorded deliveries of one account that came to their end at the same moment
   * @returns of each, until when the sender has to wait before the next delivery; null when there is none, or it is marked
   * @throws ClaimLost when the lease ran out meanwhile: then the notice is unknown already, and stays so
   * @throws OneByOne where several need more than a note that they were accepted
   */
  async execute(
    scope: AccountScope,
    recorded: readonly Recorded[],
  ): Promise<(SenderWait | null)[]> {
    if (recorded.every(isSimplyAccepted)) return this.acceptAll(scope, recorded);
    if (recorded.length > 1) throw new OneByOne();
    return [await this.recordOne(scope, recorded[0]!)];
  }

  private async acceptAll(scope: AccountScope, accepted: readonly Recorded[]): Promise<null[]> {
    const notices = accepted.map(({ notice }) => notice);
    const now = this.clock.now();
    const at = { now, today: dayIn(notices[0]!.window.timeZone, now) };
    await this.tenancy.inAccountByKeys(scope, async (tx) => {
      const [held] = await Promise.all([
        this.claims.holdAll(tx, scope, notices, 'handing_over'),
        writeOutcomes(tx, scope, accepted, now),
        concludeAccepted(
          tx,
          scope,
          at,
          accepted.map(({ notice: { id }, outcome: { answer } }) => ({ id, detail: answer })),
        ),
      ]);
      if (held.size < notices.length) throw new ClaimLost();
    });
    return accepted.map(() => null);
  }

  private recordOne(scope: AccountScope, recorded: Recorded): Promise<SenderWait | null> {
    const { notice, delivery, outcome, next, permits } = recorded;
    const now = this.clock.now();
    return this.tenancy.inAccountByKeys(scope, async (tx) => {
      const wait = next === undefined ? null : await permits.ask(tx, scope, now);
      await Promise.all([
        this.claims.hold(tx, scope, notice, 'handing_over'),
        writeOutcomes(tx, scope, [recorded], now),
        leaveOutBadAddress(tx, scope, delivery, outcome, now),
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
    { outcome }: Recorded,
    now: Date,
  ): Promise<void> {
    const at = { now, today: dayIn(notice.window.timeZone, now) };
    return concludeNotice(tx, scope, at, notice.id, {
      count: notice.attempts + 1,
      ending: endingOf(outcome),
    });
  }
}

function endingOf({ kind }: HandOverOutcome): Ending {
  if (kind === 'unavailable') return 'server-down';
  return kind === 'withheld' ? 'withheld' : 'tried';
}

/** Its only address took the notice at the first attempt. */
function isSimplyAccepted({ notice, outcome, next, isOnly }: Recorded): boolean {
  const isFirst = isOnly && next === undefined && notice.attempts === 0 && !notice.isCounted;
  return isFirst && outcome.kind === 'accepted';
}

async function writeOutcomes(
  tx: Transaction,
  scope: AccountScope,
  recorded: readonly Pick<Recorded, 'delivery' | 'outcome'>[],
  now: Date,
): Promise<void> {
  await tx.execute(WRITE_OUTCOMES, [
    scope.accountId,
    recorded.map(({ delivery }) => delivery.id),
    recorded.map(({ outcome }) => STATE[outcome.kind]),
    recorded.map(({ outcome }) => ('code' in outcome ? outcome.code : null)),
    recorded.map(({ outcome }) => outcome.answer),
    now,
  ]);
}

const WRITE_OUTCOMES = prepared(
  `update deliveries d set state = o.state, server_code = o.code, server_answer = o.answer, finished_at = $6
     from unnest((select $2::uuid[]), (select $3::text[]), (select $4::int[]), (select $5::text[])) o(id, state, code, answer) -- subselects, so that one plan does for any number
    where d.account_id = $1 and d.id = o.id`,
);

/** The address is left out from now on, until a person has looked at it. */
async function leaveOutBadAddress(
  tx: Transaction,
  scope: AccountScope,
  delivery: Delivery,
  outcome: HandOverOutcome,
  now: Date,
): Promise<void> {
  if (outcome.kind !== 'refused' || !outcome.isAddressBad) return;
  await tx.execute(
    `update client_contacts k set refused_at = $3 from deliveries d
      where d.account_id = $1 and d.id = $2 and k.account_id = $1 and k.id = d.contact_id`,
    [scope.accountId, delivery.id, now],
  );
}
