import { isOnOrAfter, type LocalDate } from '@invoicetracker/calendar';

import { isAutomatic, isBulk } from './automatic.js';
import type { Bounce } from './bounce.js';
import { findDays } from './find-day.js';
import type { InboundMail } from './inbound-mail.js';
import type { Intent } from './intent.js';
import { ownText } from './own-text.js';
import { hasDeliveryReport, readDeliveryReport } from './read-delivery-report.js';
import { readIntents } from './read-intents.js';
import { readTextBounce } from './read-text-bounce.js';

/** Nobody read it: a program answered. Says nothing about the debt and stops nothing. */
export interface AutoReply {
  readonly kind: 'auto-reply';
  /** the last day of absence it names; null when it names none to come */
  readonly absentUntil: LocalDate | null;
}

/** Our own mail, come back to us: never to be answered or counted. */
export interface Loop {
  readonly kind: 'loop';
}

/** A mailing, a list, or the report that a mail arrived: not an answer to anything. */
export interface Bulk {
  readonly kind: 'bulk';
}

/** A person wrote. */
export interface Reply {
  readonly kind: 'reply';
  /** their own words, without quotations */
  readonly text: string;
  /** what they seem to say, the gravest first; may be empty */
  readonly intents: readonly Intent[];
}

export type InboundMeaning = Bounce | AutoReply | Loop | Bulk | Reply;

/**
 * What a mail that came in is.
 *
 * @param on the day it was written, in the account's time zone
 * @param isOurs tells whether a message id is one that we gave
 */
export function readInbound(
  mail: InboundMail,
  on: LocalDate,
  isOurs: (messageId: string) => boolean,
): InboundMeaning {
  if (mail.messageId !== null && isOurs(mail.messageId)) return { kind: 'loop' };
  const bounce = hasDeliveryReport(mail) ? readDeliveryReport(mail) : readTextBounce(mail);
  if (bounce !== null) return bounce;
  if (hasDeliveryReport(mail)) return { kind: 'bulk' };
  if (isAutomatic(mail)) return { kind: 'auto-reply', absentUntil: absentUntil(mail, on) };
  if (isBulk(mail) && !mail.answers.some(isOurs)) return { kind: 'bulk' };
  const text = ownText(mail.text);
  return { kind: 'reply', text, intents: readIntents(text, on) };
}

/** Absences are told with their end last; a year away is a telephone number or a firm's founding. */
function absentUntil(mail: InboundMail, on: LocalDate): LocalDate | null {
  const days = findDays(`${mail.subject}\n${ownText(mail.text)}`, on)
    .map(({ day }) => day)
    .filter((day) => isOnOrAfter(day, on));
  return days.reduce<LocalDate | null>(
    (last, day) => (last === null || isOnOrAfter(day, last) ? day : last),
    null,
  );
}
