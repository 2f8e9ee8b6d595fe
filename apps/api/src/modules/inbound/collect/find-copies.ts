import { Injectable, Logger } from '@nestjs/common';

import { dayIn } from '@invoicetracker/calendar';

import { Clock } from '../../../platform/clock/clock.js';
import { type ImapInbox, MailboxUnreadable } from '../../../platform/mail/imap-inbox.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { noteArrival } from '../../notifications/contract/note-arrival.js';
import type { MailboxClaim } from './mailbox-claims.js';

/** Asked for in one go; each costs the server a search. */
const MOST = 50;
/** What nobody has known for longer is left to people. */
const LOOK_BACK_DAYS = 14;

/**
 * Looks for messages whose fate nobody knows among what their senders' mailbox has sent: a server that keeps a copy has
 * taken the message. Not finding one says nothing, because many keep none.
 */
@Injectable()
export class FindCopies {
  private readonly logger = new Logger('mailboxes');

  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @param inbox still open; what is open of it afterwards is another folder */
  async execute(
    scope: AccountScope,
    { mailboxId, timeZone }: MailboxClaim,
    inbox: ImapInbox,
  ): Promise<void> {
    const now = this.clock.now();
    const unknown = await this.tenancy.inAccount(scope, (tx) =>
      tx.query<{ id: string; messageId: string }>(
        `select d.id, d.message_id as "messageId"
           from notices n
           join deliveries d on d.account_id = $1 and d.notice_id = n.id and d.state = 'unknown' and d.message_id is not null
           join senders s on s.account_id = $1 and s.id = d.sender_id and s.mailbox_id = $2
          where n.account_id = $1 and n.state = 'unknown' and d.attempted_at > $3::timestamptz - make_interval(days => $4)
          order by d.attempted_at desc limit $5`,
        [scope.accountId, mailboxId, now, LOOK_BACK_DAYS, MOST],
      ),
    );
    if (unknown.length === 0) return;
    const found = await this.ask(scope, mailboxId, inbox, unknown);
    if (found.size === 0) return;
    const at = { now, today: dayIn(timeZone, now) };
    await this.tenancy.inAccount(scope, async (tx) => {
      for (const { id, messageId } of unknown)
        if (found.has(messageId)) await noteArrival(tx, scope, at, id, 'found-in-sent');
    });
  }

  /** The answers are in by now: a server that stumbles over this has not failed at reading them. */
  private async ask(
    scope: AccountScope,
    mailboxId: string,
    inbox: ImapInbox,
    unknown: readonly { messageId: string }[],
  ): Promise<ReadonlySet<string>> {
    try {
      return new Set(await inbox.copiesOf(unknown.map(({ messageId }) => messageId)));
    } catch (error) {
      if (!(error instanceof MailboxUnreadable)) throw error;
      this.logger.warn(
        { accountId: scope.accountId, mailboxId, answer: error.message },
        'what was sent could not be looked through',
      );
      return new Set();
    }
  }
}
