import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { Injectable, Logger } from '@nestjs/common';

import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { Invalid } from '../../../platform/http/domain-error.js';
import {
  type ImapAccess,
  ImapInbox,
  MailboxUnreadable,
} from '../../../platform/mail/imap-inbox.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';

/** How long a try takes at least: how quickly a server refuses says something about it too. */
const LEAST_MS = 1000;

/** Opens a mailbox once, before it is stored. */
@Injectable()
export class TryMailbox {
  private readonly logger = new Logger('mailboxes');

  constructor(private readonly egress: EgressPolicy) {}

  /**
   * Says the same whatever went wrong, and as slowly: a try must not be a way to look around from where we
   * stand. What the server said is in the log, under the reference that the message names.
   *
   * @throws Invalid `host-not-allowed` or `mailbox-unreadable`
   */
  async execute(
    scope: AccountScope,
    access: ImapAccess & { readonly host: string; readonly port: number },
  ): Promise<void> {
    const checked = await this.egress.check(access.host, access.port);
    const [problem] = await Promise.all([problemOf(access, checked), pause(LEAST_MS)]);
    if (problem === null) return;
    const reference = randomUUID();
    this.logger.warn(
      { reference, accountId: scope.accountId, code: problem.problem, answer: problem.message },
      'mailbox could not be opened',
    );
    throw new Invalid(
      'mailbox-unreadable',
      `The mailbox could not be opened. Check server, port, encryption, user name, password and folder. Whoever operates this installation finds the cause under ${reference}.`,
    );
  }
}

async function problemOf(
  access: ImapAccess,
  checked: Awaited<ReturnType<EgressPolicy['check']>>,
): Promise<MailboxUnreadable | null> {
  try {
    const inbox = await ImapInbox.open(access, checked);
    await inbox.close();
    return null;
  } catch (error) {
    if (error instanceof MailboxUnreadable) return error;
    throw error;
  }
}
