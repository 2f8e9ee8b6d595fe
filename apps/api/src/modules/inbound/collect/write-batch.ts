import { Injectable, Logger } from '@nestjs/common';

import { dayIn } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { type MailboxClaim, MailboxClaims } from './mailbox-claims.js';
import type { ReceivedMail } from './parse-mail.js';
import { type CollectMoment, type Taken, takeIn } from './take-in.js';

/** What was read in one go. */
export interface Batch {
  readonly uidValidity: bigint;
  /** everything up to this number has been looked at */
  readonly lastUid: number;
  readonly mails: readonly ReceivedMail[];
  /** how many could not be read as mail at all */
  readonly unreadable: number;
}

/** Writes what was read, what follows from it, and how far reading has come: one transaction, or nothing. */
@Injectable()
export class WriteBatch {
  private readonly logger = new Logger('mailboxes');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
    private readonly claims: MailboxClaims,
  ) {}

  /** @throws ClaimLost */
  execute(scope: AccountScope, claim: MailboxClaim, batch: Batch): Promise<void> {
    const now = this.clock.now();
    const at = { now, today: dayIn(claim.timeZone, now), timeZone: claim.timeZone };
    return this.tenancy.inAccount(scope, async (tx) => {
      await oneMailboxAtATime(tx, scope);
      await this.claims.hold(tx, scope, claim);
      let unrelated = batch.unreadable;
      for (const received of batch.mails) {
        const taken = await this.takeOne(tx, scope, at, claim, received);
        if (taken === 'unrelated') unrelated += 1;
      }
      await tx.execute(
        `update mailboxes set uid_validity = $3, last_uid = $4, unrelated_count = unrelated_count + $5 where account_id = $1 and id = $2`,
        [scope.accountId, claim.mailboxId, batch.uidValidity, batch.lastUid, unrelated],
      );
    });
  }

  /** A mail that cannot be taken in is left, or it would stand in the way of all that come after it. */
  private async takeOne(
    tx: Transaction,
    scope: AccountScope,
    at: CollectMoment,
    claim: MailboxClaim,
    received: ReceivedMail,
  ): Promise<Taken> {
    const noted = tx.noted.length;
    await tx.execute('savepoint mail');
    try {
      const taken = await takeIn(tx, scope, at, claim, received);
      await tx.execute('release savepoint mail');
      return taken;
    } catch (error) {
      if (!isOfTheMail(error)) throw error;
      await tx.execute('rollback to savepoint mail');
      tx.noted.length = noted;
      this.logger.error(
        { err: error, accountId: scope.accountId, mailboxId: claim.mailboxId },
        'mail could not be taken in',
      );
      return 'unrelated';
    }
  }
}

/** The same answer may come to two mailboxes of an account, and hold the same cases: each would wait for the other. */
async function oneMailboxAtATime(tx: Transaction, scope: AccountScope): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('answers of ' || $1::text, 0))`, [
    scope.accountId,
  ]);
}

/** The mail's own fault: values no column takes (SQLSTATE class 22 and 23), or reading it failed. Everything else passes. */
function isOfTheMail(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? /^2[23]\w{3}$/.test(code) : code === undefined;
}
