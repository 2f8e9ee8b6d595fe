import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';

const PARTS = ['interest', 'compensation'] as const;
const STATES = ['open', 'paid', 'void'] as const;
const LANGUAGES = ['pl', 'en', 'hu', 'de'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class InterestNoteParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  interestNoteId: string;
}

export class InterestNotePaymentParams extends InterestNoteParams {
  @IsUUID()
  notePaymentId: string;
}

/** What is to stand on a note. */
export class InterestNoteDraftBody {
  /** Cases of one client in one currency, open or closed. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  caseIds: string[];

  /** Left out: both. */
  @Omittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(PARTS, { each: true })
  parts?: (typeof PARTS)[number][];

  /** Left out: the client's. */
  @Omittable()
  @IsIn(LANGUAGES)
  language?: (typeof LANGUAGES)[number];

  /** Left out: as many days from today as the account gives. */
  @Omittable()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  payBy?: string;
}

/** An amount of money that somebody has seen or counted. */
export class InterestNoteAmount {
  /** e.g. "125.00" */
  @IsString()
  @Length(1, 30)
  amount: string;

  /** ISO 4217 */
  @IsString()
  @Matches(/^[A-Z]{3}$/)
  currency: string;
}

export class InterestNoteBody extends InterestNoteDraftBody {
  /** The total that was looked at before: where it is another by now the note is not issued. */
  @Omittable()
  @ValidateNested()
  @Type(() => InterestNoteAmount)
  total?: InterestNoteAmount;
}

export class InterestNoteVoidBody {
  /** Why; stands in the history. */
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class InterestNotePaymentBody {
  @ValidateNested()
  @Type(() => InterestNoteAmount)
  amount: InterestNoteAmount;

  @IsISO8601({ strict: true })
  @Matches(DAY)
  paidOn: string;

  @Omittable()
  @IsString()
  @Length(1, 500)
  remark?: string;
}

export class InterestNoteReversalBody {
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class InterestNoteSendBody {
  /** At once and alone, with the next message to the client, or no longer with it. */
  @IsIn(['alone', 'with-next', 'not-with-next'])
  how: 'alone' | 'with-next' | 'not-with-next';
}

export class InterestNoteFilter extends PageQuery {
  /** Left out: all. */
  @Omittable()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  /** Only this client's. */
  @Omittable()
  @IsUUID()
  client?: string;
}

/** The same without pages: the whole list as a file. */
export class InterestNoteExportFilter {
  @Omittable()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @Omittable()
  @IsUUID()
  client?: string;
}

export class InterestNoteClient {
  id: string;
  name: string;
}

/** What a note says of one invoice. */
export class InterestNoteLineView {
  caseId: string;
  invoiceNumber: string;
  dueOn: string;
  /** Null while something was open on the day of the note. */
  paidOn: string | null;
  daysLate: number;
  interest: Money;
  compensation: Money | null;
}

/** An invoice that cannot be on a note. */
export class InterestNoteObstacle {
  caseId: string;
  invoiceNumber: string;
  /** `nothing-to-note`, `kind-unknown`, `no-law`, `cancelled`, `rate-missing`, `exchange-rate-missing`, ... */
  code: string;
  detail: string;
}

/** A note as it would be issued now. */
export class InterestNoteDraft {
  client: InterestNoteClient;
  issuedOn: string;
  payBy: string;
  language: (typeof LANGUAGES)[number];
  interest: Money;
  compensation: Money;
  total: Money;
  lines: InterestNoteLineView[];
  /** While there is one the note is not issued. */
  blocked: InterestNoteObstacle[];
}

export class InterestNoteRow {
  id: string;
  number: string;
  client: InterestNoteClient;
  state: (typeof STATES)[number];
  issuedOn: string;
  payBy: string;
  /** Open, and the day to pay by has passed. */
  isOverdue: boolean;
  interest: Money;
  compensation: Money;
  total: Money;
  paid: Money;
  open: Money;
}

export class InterestNotePage {
  items: InterestNoteRow[];
  nextCursor: string | null;
}

/** Money that was recorded on a note; below zero for what takes another one back. */
export class InterestNotePaymentView {
  id: string;
  paidOn: string;
  amount: Money;
  remark: string | null;
  /** Null where a program has recorded it. */
  by: string | null;
  at: string;
  /** The payment it takes back. */
  reverses: string | null;
  isReversed: boolean;
}

export class InterestNoteVoided {
  at: string;
  by: string | null;
  reason: string;
}

/** A message that brings or brought a note. */
export class InterestNoteMessage {
  noticeId: string;
  /** It is about the note and nothing else. */
  isAlone: boolean;
  /** As in the outbox. */
  state: string;
  reason: string | null;
  sentAt: string | null;
}

export class InterestNoteView extends InterestNoteRow {
  language: (typeof LANGUAGES)[number];
  issuedBy: string | null;
  issuedAt: string;
  /** SHA-256 of the file, in hexadecimal digits. */
  fileHash: string;
  lines: InterestNoteLineView[];
  /** The first one first. */
  payments: InterestNotePaymentView[];
  voided: InterestNoteVoided | null;
  /** It waits for the next message to the client. */
  goesWithNext: boolean;
  /** The last one first. */
  messages: InterestNoteMessage[];
}
