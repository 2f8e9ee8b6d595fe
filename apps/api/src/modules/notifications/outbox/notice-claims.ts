import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { AccountObstacle } from './account-obstacle.js';
import { ClaimLost, type ClaimedNotice } from './claimed-notice.js';

/** Longer than one message may take in all its steps. */
const LEASE_SECONDS = 180;

/** Who holds which notice. */
@Injectable()
export class NoticeClaims {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Takes the next notice whose time has come; null when there is none that nobody holds. */
  async next(scope: AccountScope): Promise<ClaimedNotice | null> {
    const row = await this.tenancy.inAccount(scope, (tx) =>
      tx.one<ClaimedNotice>(
        `update notices n set state = 'claimed', fence = n.fence + 1, lease_until = $3
           from clients l
          where n.account_id = $1 and l.account_id = n.account_id and l.id = n.client_id
            and n.id = (select w.id from notices w
                         where w.account_id = $1 and w.state in ('planned', 'deferred', 'held') and w.not_before <= $2
                         order by w.not_before, w.id limit 1 for update skip locked)
         returning n.id, n.client_id as "clientId", l.country as "clientCountry", n.audience, n.stage_key as "stageKey", n.language, n.attempts, n.fence,
                   n.sent_at is not null as "isCounted"`,
        [scope.accountId, this.clock.now(), this.leaseEnd()],
      ),
    );
    return row ?? null;
  }

  /** Gives a notice back in another state, for another time. Does nothing when somebody else holds it by now. */
  async release(
    scope: AccountScope,
    notice: ClaimedNotice,
    state: 'planned' | 'held' | 'deferred',
    reason: string | null,
    notBefore: Date,
  ): Promise<void> {
    await this.tenancy.inAccount(scope, (tx) =>
      tx.execute(
        `update notices set state = $4, reason = $5, not_before = $6, lease_until = null where account_id = $1 and id = $2 and fence = $3 and state = 'claimed'`,
        [scope.accountId, notice.id, notice.fence, state, reason, notBefore],
      ),
    );
  }

  /** Lets everything that is due wait for the moment the account's obstacle may be gone. */
  async shelve(scope: AccountScope, { state, reason, until }: AccountObstacle): Promise<void> {
    await this.tenancy.inAccount(scope, (tx) =>
      tx.execute(
        `update notices set state = $3, reason = $4, not_before = $5
          where account_id = $1 and state in ('planned', 'deferred', 'held') and not_before <= $2`,
        [scope.accountId, this.clock.now(), state, reason, until],
      ),
    );
  }

  /**
   * Locks a notice this worker still holds and renews its lease, in the caller's transaction.
   *
   * @throws ClaimLost
   */
  async keep(
    tx: Transaction,
    scope: AccountScope,
    notice: ClaimedNotice,
    state: 'claimed' | 'handing_over',
  ): Promise<void> {
    const touched = await tx.execute(
      'update notices set lease_until = $5 where account_id = $1 and id = $2 and fence = $3 and state = $4',
      [scope.accountId, notice.id, notice.fence, state, this.leaseEnd()],
    );
    if (touched === 0) throw new ClaimLost();
  }

  private leaseEnd(): Date {
    return new Date(this.clock.wallNow().getTime() + LEASE_SECONDS * 1000);
  }
}
