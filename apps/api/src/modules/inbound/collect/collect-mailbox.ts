import { Injectable, Logger } from '@nestjs/common';

import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { DomainError } from '../../../platform/http/domain-error.js';
import { ImapInbox, MailboxUnreadable } from '../../../platform/mail/imap-inbox.js';
import { Sealer } from '../../../platform/sealing/sealer.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { readMailbox } from '../mailbox/mailbox.reader.js';
import { FindCopies } from './find-copies.js';
import { ClaimLost, type MailboxClaim, MailboxClaims } from './mailbox-claims.js';
import { parseMail, type ReceivedMail } from './parse-mail.js';
import { WriteBatch } from './write-batch.js';

/** Of a mail so much is read: words and reports stand before attachments. */
const MOST_BYTES = 256 * 1024;
/** Mails written in one transaction. */
const BATCH = 20;
/** Mails read by one job; the next one goes on. */
const MOST_MAILS = 500;
/** So often a server may fail to hand out a mail before it is passed over. */
const MOST_TRIES = 3;

/**
 * Reads what has come to a mailbox since the last time. How far it has come is written together with what was
 * read, so that a worker may die at any point: the next one begins where the last commit ended. Nothing is
 * changed on the server.
 */
@Injectable()
export class CollectMailbox {
  private readonly logger = new Logger('mailboxes');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly sealer: Sealer,
    private readonly egress: EgressPolicy,
    private readonly claims: MailboxClaims,
    private readonly write: WriteBatch,
    private readonly copies: FindCopies,
  ) {}

  async execute(scope: AccountScope, mailboxId: string, signal: AbortSignal): Promise<void> {
    const claim = await this.claims.take(scope, mailboxId);
    if (claim === null) return;
    try {
      await this.collect(scope, claim, signal);
    } catch (error) {
      if (error instanceof ClaimLost) return;
      const { problem, stuckAt, words } = failureOf(error);
      this.logger.warn(
        { accountId: scope.accountId, mailboxId, problem, stuckAt, answer: words },
        'mailbox not read to the end',
      );
      await this.claims.fail(scope, claim, problem, stuckAt);
    }
  }

  private async collect(
    scope: AccountScope,
    claim: MailboxClaim,
    signal: AbortSignal,
  ): Promise<void> {
    const mailbox = await this.tenancy.inAccount(scope, (tx) =>
      readMailbox(tx, scope, claim.mailboxId, this.sealer),
    );
    if (mailbox === null) return;
    const inbox = await ImapInbox.open(
      mailbox,
      await this.egress.check(mailbox.host, mailbox.port),
    );
    try {
      const isAtEnd = await this.readOn(scope, claim, inbox, signal);
      await this.claims.finish(scope, claim, isAtEnd);
      if (isAtEnd) await this.copies.execute(scope, claim, inbox);
    } finally {
      await inbox.close();
    }
  }

  /** @returns whether everything there is has been read */
  private async readOn(
    scope: AccountScope,
    claim: MailboxClaim,
    inbox: ImapInbox,
    signal: AbortSignal,
  ): Promise<boolean> {
    // Other numbers: the server has begun anew, and what it has is looked at again from the last days on.
    const isNumberedAsBefore = claim.uidValidity === String(inbox.uidValidity);
    const lastUid = isNumberedAsBefore ? Number(claim.lastUid) : 0;
    const uids = await inbox.newSince(lastUid, lastUid === 0 ? claim.readSince : null);
    for (let from = 0; from < uids.length; from += BATCH) {
      if (from >= MOST_MAILS || signal.aborted) return false;
      const batch = uids.slice(from, from + BATCH);
      const { mails, unreadable } = await this.fetch(claim, inbox, batch);
      const { uidValidity } = inbox;
      await this.write.execute(scope, claim, {
        uidValidity,
        lastUid: batch.at(-1)!,
        mails,
        unreadable,
      });
    }
    return true;
  }

  private async fetch(
    claim: MailboxClaim,
    inbox: ImapInbox,
    uids: readonly number[],
  ): Promise<{ mails: ReceivedMail[]; unreadable: number }> {
    const mails: ReceivedMail[] = [];
    let unreadable = 0;
    for (const uid of uids) {
      if (claim.stuckUid === String(uid) && claim.stuckCount >= MOST_TRIES) {
        unreadable += 1;
        continue;
      }
      const fetched = await inbox.fetch(uid, MOST_BYTES).catch((error: unknown) => {
        throw new StuckAt(uid, error);
      });
      if (fetched === null) continue;
      const received = await parseMail(fetched.bytes, fetched.isCut).catch(() => null);
      if (received === null) unreadable += 1;
      else mails.push(received);
    }
    return { mails, unreadable };
  }
}

/** A mail that the server did not hand out. */
class StuckAt extends Error {
  constructor(
    readonly uid: number,
    override readonly cause: unknown,
  ) {
    super('stuck');
  }
}

function failureOf(error: unknown) {
  const stuckAt = error instanceof StuckAt ? error.uid : null;
  const cause = error instanceof StuckAt ? error.cause : error;
  if (cause instanceof MailboxUnreadable)
    return { problem: cause.problem, stuckAt, words: cause.message };
  // The name does not resolve any more, or leads where nothing may be reached.
  if (cause instanceof DomainError)
    return { problem: 'cannot-connect' as const, stuckAt, words: cause.message };
  throw error;
}
