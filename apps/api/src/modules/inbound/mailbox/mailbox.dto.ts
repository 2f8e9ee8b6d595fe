import { IsBoolean, IsIn, IsInt, IsString, Length, Matches, Max, Min } from 'class-validator';

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

  /** Left out: the stored one stays, as long as it is for the same server and name. */
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

/** Version 0 and an empty host say that nothing is stored yet. */
export class MailboxView {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  username: string;
  hasPassword: boolean;
  folder: string;
  isHolding: boolean;
  /** The mailbox belongs to a sender: without one there is nothing that could be answered. */
  hasSender: boolean;
  /** When it was last read to the end. */
  collectedAt: string | null;
  /** Why it could not be read the last time. */
  problem: MailboxProblem | null;
  /** How many mails concerned no notice; nothing else is kept of them. */
  unrelatedCount: number;
  version: number;
}
