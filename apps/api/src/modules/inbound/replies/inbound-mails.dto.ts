import { type IntentKind } from '@invoicetracker/inbound-mail';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
} from 'class-validator';

import { DISPUTE_REASONS, type DisputeReason } from '../../cases/contract/raise-dispute.js';
import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';

export const INBOUND_KINDS = ['reply', 'auto-reply', 'bounce'] as const;
export type InboundKind = (typeof INBOUND_KINDS)[number];

export const ANSWERS = ['promise', 'dispute', 'hold', 'stop', 'wrong-person', 'go-on'] as const;
export type Answer = (typeof ANSWERS)[number];

export class InboundMailFilter extends PageQuery {
  /** `open`: somebody has to look at it. */
  @Omittable()
  @IsIn(['open', 'done'])
  state?: 'open' | 'done';

  @Omittable()
  @IsIn(INBOUND_KINDS)
  kind?: InboundKind;

  @Omittable()
  @IsUUID()
  client?: string;
}

export class InboundMailParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  mailId: string;
}

export class InboundMailClient {
  id: string;
  name: string;
}

/** What the mail seems to say. */
export class IntentView {
  kind: IntentKind;
  /** The words that decided. */
  words: string;
  /** The day it names for a payment. */
  day: string | null;
}

export class InboundMailRow {
  id: string;
  kind: InboundKind;
  state: 'open' | 'done';
  receivedAt: string;
  from: string | null;
  subject: string;
  client: InboundMailClient;
  /** The gravest first; only of replies. */
  intents: IntentView[];
  /** The address that was not reached: of a bounce, and of a reply from somebody the notice was not for. */
  recipient: string | null;
  bounceReason: string | null;
  /** False: the other side tries on. */
  isFinal: boolean | null;
  /** The last day of absence an automatic reply names. */
  absentUntil: string | null;
}

export class InboundMailPage {
  items: InboundMailRow[];
  nextCursor: string | null;
}

/** How many wait for somebody; up to 10,000 each. */
export class InboundMailCounts {
  replies: number;
  bounces: number;
}

export class InboundMailCase {
  caseId: string;
  number: string;
  dueOn: string;
  balance: Money;
  isOpen: boolean;
}

export class InboundMailContact {
  id: string;
  email: string;
  name: string | null;
  isDunning: boolean;
  /** Why its server refused it, where it did. */
  refusedReason: string | null;
  isRefused: boolean;
}

export class InboundMailNotice {
  id: string;
  stageKey: string;
  subject: string | null;
  sentAt: string | null;
  state: string;
}

export class InboundMailView extends InboundMailRow {
  /** The writer's own words. */
  bodyText: string;
  /** It goes on, but no more of it was read. */
  isCut: boolean;
  writtenOn: string;
  matchedBy: 'message-id' | 'address';
  notice: InboundMailNotice;
  cases: InboundMailCase[];
  /** The client's addresses; the first one that can take the place of a bounced one is `proposedContactId`. */
  contacts: InboundMailContact[];
  proposedContactId: string | null;
  bounceStatus: string | null;
  /** What the other server said, word for word. */
  diagnostic: string | null;
  answer: Answer | 'repaired' | null;
  answeredAt: string | null;
  answeredBy: string | null;
}

export class AnswerBody {
  /**
   * What follows: what is open is promised for a day, it is contested, the cases are held, the client wants no more
   * reminders, the notice was not for whoever answers, or the cases go on as if nothing had been said.
   */
  @IsIn(ANSWERS)
  answer: Answer;

  /** The day of a promise. */
  @Omittable()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  on?: string;

  /** Why it is contested. */
  @Omittable()
  @IsIn(DISPUTE_REASONS)
  reason?: DisputeReason;

  /** Until when the cases are held, or the client's reminders stopped; null waits for somebody. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  until?: string | null;

  /** Which of the notice's open cases; all of them if left out. A stop is for all of the client's, a wrong person for the whole notice. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  caseIds?: string[];

  /** In the person's own words, for the history. */
  @Omittable()
  @IsString()
  @Length(1, 500)
  note?: string;
}

/** One of the client's addresses, or a new one. */
export class RepairBody {
  @Omittable()
  @IsUUID()
  contactId?: string;

  @Omittable()
  @IsEmail({ allow_utf8_local_part: false })
  email?: string;
}
