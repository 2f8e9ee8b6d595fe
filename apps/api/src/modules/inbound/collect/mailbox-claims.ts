import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { MailboxProblem } from '../../../platform/mail/imap-inbox.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** Longer than a server may be silent and a batch may take. */
const LEASE_MS = 5 * 60_000;
const EVERY_MS = 3 * 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;
/** So far back mails are looked at again when a server numbers them anew; they are known by their ids. */
const LOOK_BACK_MS = 3 * 86_400_000;

/** One worker's right to read a mailbox, and where reading stands. */
export interface MailboxClaim {
  readonly mailboxId: string;
  readonly fence: string;
  /** null before the first look */
  readonly uidValidity: string | null;
  readonly lastUid: string;
  readonly readSince: Date;
  readonly stuckUid: string | null;
  readonly stuckCount: number;
  /** how often in a row it could not be read */
  readonly failures: number;
  readonly isHolding: boolean;
  readonly timeZone: string;
}

/** Somebody else reads the mailbox now, or it is gone: what was read is not written. */
export class ClaimLost extends Error {}

/** The row of a mailbox is its lock: whoever has not its newest fence changes nothing. */
@Injectable()
export class MailboxClaims {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Null when it is not due, gone, or somebody else's. */
  async take(scope: AccountScope, mailboxId: string): Promise<MailboxClaim | null> {
    const wall = this.clock.wallNow();
    const row = await this.tenancy.inAccount(scope, (tx) =>
      tx.one<Omit<MailboxClaim, 'mailboxId'>>(
        `update mailboxes m set fence = m.fence + 1, lease_until = $4
           from accounts a
          where m.account_id = $1 and m.id = $2 and a.id = $1 and m.next_collect_at <= $3 and (m.lease_until is null or m.lease_until < $3)
         returning m.fence, m.uid_validity as "uidValidity", m.last_uid as "lastUid", m.read_since as "readSince", m.stuck_uid as "stuckUid",
                   m.stuck_count as "stuckCount", m.failures, m.is_holding as "isHolding", a.time_zone as "timeZone"`,
        [scope.accountId, mailboxId, wall, new Date(wall.getTime() + LEASE_MS)],
      ),
    );
    return row === undefined ? null : { mailboxId, ...row };
  }

  /**
   * Makes sure, in the caller's transaction, that the claim still holds, and renews it.
   *
   * @throws ClaimLost
   */
  async hold(tx: Transaction, scope: AccountScope, claim: MailboxClaim): Promise<void> {
    const held = await tx.execute(
      'update mailboxes set lease_until = $4 where account_id = $1 and id = $2 and fence = $3',
      [
        scope.accountId,
        claim.mailboxId,
        claim.fence,
        new Date(this.clock.wallNow().getTime() + LEASE_MS),
      ],
    );
    if (held === 0) throw new ClaimLost();
  }

  /** Read to the end, or as far as one job goes: then the next one goes on at once. */
  async finish(scope: AccountScope, claim: MailboxClaim, isAtEnd: boolean): Promise<void> {
    const wall = this.clock.wallNow();
    await this.release(
      scope,
      claim,
      `problem = null, failures = 0, stuck_uid = null, stuck_count = 0, collected_at = $5,
       read_since = greatest(read_since, $6::timestamptz)`,
      new Date(wall.getTime() + (isAtEnd ? EVERY_MS : 0)),
      [this.clock.now(), new Date(wall.getTime() - LOOK_BACK_MS)],
    );
  }

  /**
   * It could not be read to the end; what was read is written. Tried again later and later.
   *
   * @param stuckAt the mail that could not be fetched
   */
  async fail(
    scope: AccountScope,
    claim: MailboxClaim,
    problem: MailboxProblem,
    stuckAt: number | null,
  ): Promise<void> {
    const wait = Math.min(LONGEST_WAIT_MS, EVERY_MS * 2 ** Math.min(claim.failures, 10));
    await this.release(
      scope,
      claim,
      `problem = $5, failures = failures + 1,
       stuck_count = case when $6::bigint is null then stuck_count when stuck_uid = $6 then stuck_count + 1 else 1 end,
       stuck_uid = coalesce($6, stuck_uid)`,
      new Date(this.clock.wallNow().getTime() + wait),
      [problem, stuckAt],
    );
  }

  private async release(
    scope: AccountScope,
    { mailboxId, fence }: MailboxClaim,
    set: string,
    nextAt: Date,
    values: readonly unknown[],
  ): Promise<void> {
    await this.tenancy.inAccount(scope, (tx) =>
      tx.execute(
        `update mailboxes set lease_until = null, next_collect_at = $4, ${set} where account_id = $1 and id = $2 and fence = $3`,
        [scope.accountId, mailboxId, fence, nextAt, ...values],
      ),
    );
  }
}
