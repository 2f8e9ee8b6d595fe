import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { prepared } from '../../../platform/database/prepared.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { WorkingSender } from '../senders/sender.reader.js';
import type { AccountObstacle } from './account-obstacle.js';
import { CLAIM, type ClaimedRow, claimedNotice } from './claim-statement.js';
import { ClaimLost, type ClaimedNotice } from './claimed-notice.js';

/** Longer than one message may take in all its steps. */
const LEASE_SECONDS = 180;

/** Whether a person must let a notice go, and the fingerprint of what was let go; null when nothing was. */
export interface Approval {
  readonly isNeeded: boolean;
  readonly content: string | null;
  /** The day the fingerprint is written as of. */
  readonly plannedOn: string;
}

/** Who holds which notice. */
@Injectable()
export class NoticeClaims {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Takes the next notices of a sender whose time has come; none when there are none that nobody holds. */
  async next(
    scope: AccountScope,
    sender: Pick<WorkingSender, 'id' | 'kinds'>,
    count: number,
  ): Promise<ClaimedNotice[]> {
    const parameters = [
      scope.accountId,
      this.clock.now(),
      this.leaseEnd(),
      count,
      sender.id,
      sender.kinds,
    ];
    const rows = await this.tenancy.inAccountByKeys(scope, (tx) =>
      tx.query<ClaimedRow>(CLAIM, parameters),
    );
    return rows.map(claimedNotice);
  }

  /** Gives a notice back in another state, for another time. Does nothing when somebody else holds it by now. */
  async release(
    scope: AccountScope,
    notice: ClaimedNotice,
    state: 'planned' | 'held' | 'deferred',
    reason: string | null,
    notBefore: Date,
  ): Promise<void> {
    await this.tenancy.inAccountOnce(
      scope,
      `update notices set state = $4, reason = $5, not_before = $6, lease_until = null where account_id = $1 and id = $2 and fence = $3 and state = 'claimed'`,
      [scope.accountId, notice.id, notice.fence, state, reason, notBefore],
    );
  }

  /** Gives back what was taken and not begun, as it was: for whoever comes next. */
  async giveBack(scope: AccountScope, notices: readonly ClaimedNotice[]): Promise<void> {
    if (notices.length === 0) return;
    await this.tenancy.inAccountOnce(
      scope,
      `update notices n set state = 'planned', lease_until = null
         from unnest($2::uuid[], $3::bigint[]) as g(id, fence)
        where n.account_id = $1 and n.id = g.id and n.fence = g.fence and n.state = 'claimed'`,
      [scope.accountId, notices.map(({ id }) => id), notices.map(({ fence }) => fence)],
    );
  }

  /** Lets everything that is due wait for the moment the account's obstacle may be gone. */
  async shelve(scope: AccountScope, { state, reason, until }: AccountObstacle): Promise<void> {
    await this.tenancy.inAccountOnce(
      scope,
      reason === 'daily-cap-reached' ? SHELVE_BY_STAGE : SHELVE,
      [scope.accountId, this.clock.now(), state, reason, until],
    );
  }

  /**
   * Locks a notice this worker still holds, until the caller's transaction ends.
   *
   * @throws ClaimLost
   */
  async hold(
    tx: Transaction,
    scope: AccountScope,
    notice: ClaimedNotice,
    state: 'claimed' | 'handing_over',
  ): Promise<void> {
    if ((await this.holdAll(tx, scope, [notice], state)).size === 0) throw new ClaimLost();
  }

  /**
   * The same for several.
   *
   * @returns what a person has let go of each that is still held, by its id
   */
  async holdAll(
    tx: Transaction,
    scope: AccountScope,
    notices: readonly ClaimedNotice[],
    state: 'claimed' | 'handing_over',
  ): Promise<Map<string, Approval>> {
    const held = await tx.query<Approval & { id: string }>(HOLD, [
      scope.accountId,
      notices.map(({ id }) => id),
      notices.map(({ fence }) => fence),
      state,
    ]);
    return new Map(held.map(({ id, ...approval }) => [id, approval]));
  }

  /** Gives a notice that is held more time. */
  async renew(tx: Transaction, scope: AccountScope, notice: ClaimedNotice): Promise<void> {
    await tx.execute('update notices set lease_until = $3 where account_id = $1 and id = $2', [
      scope.accountId,
      notice.id,
      this.leaseEnd(),
    ]);
  }

  /** When the lease of what is taken or renewed now ends, in real time. */
  leaseEnd(): Date {
    return new Date(this.clock.wallNow().getTime() + LEASE_SECONDS * 1000);
  }
}

const SHELVE = prepared(
  `update notices set state = $3, reason = $4, not_before = $5
    where account_id = $1 and state in ('planned', 'deferred', 'held') and not_before <= $2`,
);

/** What the day had no room for leaves on the next one with the furthest stage first: its place is in the moment it waits for. */
const SHELVE_BY_STAGE = prepared(
  `update notices n set state = $3, reason = $4, not_before = $5::timestamptz + w.place * interval '1 microsecond'
     from (select id, row_number() over (order by stage_position desc, planned_on, id) as place from notices
            where account_id = $1 and state in ('planned', 'deferred', 'held') and not_before <= $2) w
    where n.account_id = $1 and n.id = w.id and n.state in ('planned', 'deferred', 'held')`,
);

/** In one order, so that two who want several of them do not wait for each other. */
const HOLD = prepared(
  `select n.id, n.waits_for is not null as "isNeeded", n.approved_content as content, n.planned_on as "plannedOn"
     from unnest((select $2::uuid[]), (select $3::bigint[])) given(id, fence) -- subselects, so that one plan does for any number
     join notices n on n.account_id = $1 and n.id = given.id and n.fence = given.fence and n.state = $4
    order by n.id for update of n`,
);
