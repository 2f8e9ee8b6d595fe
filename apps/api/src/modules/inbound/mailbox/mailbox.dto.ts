import {
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import type { MailboxProblem } from '../../../platform/mail/imap-inbox.js';

/** Nothing that could break out of a line of the mail protocol. */
const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;

export class MailboxBody {
  @IsString()
  @Length(1, 253)
  @Matches(ONE_LINE)
  host: string;

  @IsInt()
  @Min(1)
  @Max(65535)
  port: number;

  /** `tls` from the first byte, `starttls` required before anything else, or none at all. */
  @IsIn(['tls', 'starttls', 'none'])
  security: 'tls' | 'starttls' | 'none';

  @IsString()
  @Length(1, 320)
  @Matches(ONE_LINE)
  username: string;

  /** Left out: the stored one is used, of whichever mailbox of the account is on this server and has this name. */
  @Omittable()
  @IsString()
  @Length(1, 500)
  @Matches(ONE_LINE)
  password?: string;

  @IsString()
  @Length(1, 255)
  @Matches(ONE_LINE)
  folder: string;

  /** An answer holds the cases it is about until somebody has looked at it. */
  @IsBoolean()
  isHolding: boolean;
}

export class MailboxParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  senderId: string;
}

/** Somebody answers come to. */
export class AnsweredSender {
  id: string;
  fromName: string;
  fromEmail: string;
}

/** A mailbox that another sender of the account has. */
export class MailboxPlace {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  username: string;
  folder: string;
  isHolding: boolean;
}

/** The mailbox of a sender; version 0 and an empty host say that nothing is stored yet. */
export class MailboxView {
  sender: AnsweredSender;
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  username: string;
  hasPassword: boolean;
  folder: string;
  isHolding: boolean;
  /** When it was last read to the end. */
  collectedAt: string | null;
  /** Why it could not be read the last time. */
  problem: MailboxProblem | null;
  /** How many mails concerned no notice; nothing else is kept of them. */
  unrelatedCount: number;
  /** The other senders that have the same mailbox: it is read once for all of them. */
  sharedWith: AnsweredSender[];
  /** What else is read in this account: given to this sender too, it wants no password. */
  otherMailboxes: MailboxPlace[];
  version: number;
}

/** How the mailbox of a sender stands. */
export class MailboxState {
  /** Two senders that have the same one share it. */
  id: string;
  username: string;
  folder: string;
  collectedAt: string | null;
  problem: MailboxProblem | null;
}

export class SenderMailbox {
  senderId: string;
  fromName: string;
  fromEmail: string;
  use: 'default' | 'escalated' | 'spare';
  /** A stage of a plan that is not switched off writes to clients through this sender. */
  isWriting: boolean;
  /** Null where nobody reads what comes back. */
  mailbox: MailboxState | null;
}

export class SenderMailboxList {
  /** One for each sender: the default first, then the escalated one. */
  items: SenderMailbox[];
}
