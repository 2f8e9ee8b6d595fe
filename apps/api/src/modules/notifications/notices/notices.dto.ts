import { IsIn, IsUUID, Matches } from 'class-validator';

import { Omittable } from '../../../platform/http/omittable.js';
import { Money } from '../../../platform/http/money.dto.js';
import { PageQuery } from '../../../platform/http/page-query.dto.js';
import { AttachmentView } from '../attachments/attachment-view.dto.js';

export const NOTICE_STATES = [
  'awaiting_approval',
  'planned',
  'held',
  'claimed',
  'handing_over',
  'deferred',
  'sent',
  'refused',
  'unknown',
  'cancelled',
] as const;
/** `to_do`: a letter to be posted, or a task to be done, by a person; never in the outbox. */
export type NoticeState = (typeof NOTICE_STATES)[number] | 'to_do';

export class NoticeListFilter extends PageQuery {
  /** States separated by commas; all of them if left out. */
  @Omittable()
  @Matches(
    /^(awaiting_approval|planned|held|claimed|handing_over|deferred|sent|refused|unknown|cancelled)(,(awaiting_approval|planned|held|claimed|handing_over|deferred|sent|refused|unknown|cancelled)){0,9}$/,
  )
  state?: string;

  @Omittable()
  @IsUUID()
  client?: string;
}

export class NoticeClient {
  id: string;
  name: string;
}

export class NoticeRow {
  id: string;
  client: NoticeClient;
  /** The furthest stage among the cases; it sets the tone. */
  stageKey: string;
  audience: 'client' | 'staff';
  channel: 'email' | 'letter' | 'task';
  language: string;
  state: NoticeState;
  /** Why it waits, or what went wrong. */
  reason: string | null;
  plannedOn: string;
  /** The earliest moment it may leave. */
  notBefore: string | null;
  /** Seconds it can still be taken back before anything may leave; null where it waits for something else, or leaves now. */
  leavesInSeconds: number | null;
  /** One amount a currency. */
  amounts: Money[];
  caseCount: number;
  /** The interest note it brings; null for a step of a plan. */
  interestNoteId: string | null;
  recipients: string[];
  subject: string | null;
  sentAt: string | null;
  attempts: number;
}

export class NoticePage {
  items: NoticeRow[];
  nextCursor: string | null;
}

export class NoticeCase {
  caseId: string;
  number: string;
  stageKey: string;
  amount: Money;
  /** Interest and compensation it asked for beside the amount; null where it asked for none. */
  interest: Money | null;
  compensation: Money | null;
  /** The day they were worked out as of. */
  chargesOn: string | null;
  /** Of the invoice, or of the instalment. */
  dueOn: string;
  /** The instalment it is about; null where it is about the whole debt. */
  instalmentOn: string | null;
  /** Taken out before the notice left, because nothing was open any more or the case was held. */
  isDropped: boolean;
}

/** Whom a delivery went through. */
export class DeliverySender {
  name: string;
  email: string;
}

export class DeliveryView {
  id: string;
  recipient: string;
  /** Null until it is handed over, and once the sender has been removed. */
  sender: DeliverySender | null;
  messageId: string | null;
  state:
    | 'planned'
    | 'handing_over'
    | 'accepted'
    | 'refused'
    | 'deferred'
    | 'unknown'
    | 'skipped'
    | 'bounced'
    | 'misdirected';
  serverCode: number | null;
  /** What the mail server said, word for word. */
  serverAnswer: string | null;
  attempts: number;
  handedOverAt: string | null;
  finishedAt: string | null;
}

/** An invoice that should have gone along with a letter as a PDF, and why it did not. */
export class LeftOutInvoice {
  caseId: string;
  number: string;
  reason:
    'gone' | 'not-offered' | 'refused' | 'too-large' | 'unreadable' | 'unavailable' | 'too-many';
}

export class NoticeView extends NoticeRow {
  /** Exactly what was handed over; null until then. One that waits for approval is shown as it would leave. */
  bodyText: string | null;
  bodyHtml: string | null;
  /** What left with it; empty until then. */
  attachments: AttachmentView[];
  /** Invoices it left without, though its stage sends them along. */
  leftOut: LeftOutInvoice[];
  cases: NoticeCase[];
  deliveries: DeliveryView[];
}

/** How many notices stand in each state; up to 10,000 each. */
export class NoticeCounts {
  awaiting_approval: number;
  planned: number;
  held: number;
  claimed: number;
  handing_over: number;
  deferred: number;
  sent: number;
  refused: number;
  unknown: number;
  cancelled: number;
}

export class NoticeParams {
  @IsUUID()
  accountId: string;

  @IsUUID()
  noticeId: string;
}

/** A sender whose own limit is reached, or whose server cannot be used. */
export class WaitingSender {
  fromEmail: string;
  reason: string;
  until: string;
}

/** What keeps notices from leaving today although their time has come. */
export class SendingLimits {
  dailyCap: number;
  /** Held by the daily cap; up to 10,000. They leave tomorrow, the furthest stage first. */
  waitingForTomorrow: number;
  senders: WaitingSender[];
}

export class ResolveBody {
  /** What the person has found out: the message arrived, or it did not and may be sent again. */
  @IsIn(['sent', 'not_sent'])
  outcome: 'sent' | 'not_sent';
}
