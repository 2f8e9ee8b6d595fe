import { isAfter, type LocalDate } from '@invoicetracker/calendar';
import type { Stage } from './policy.js';
import { dayAtOffset } from './stage-due-on.js';

/** When what is decided leaves. */
export interface SendingSlot {
  /** the first day, from the one asked for on, whose run decides something that leaves on its next opening */
  readonly decideOn: LocalDate;
  /** the day it then leaves */
  readonly leavesOn: LocalDate;
}

/** The days on which an account's notices to one client, or to its own people, leave. */
export type SendingCalendar = (audience: Stage['audience'], from: LocalDate) => SendingSlot;

/** Every day is a sending day: what holds where nobody says otherwise. */
export const EVERY_DAY: SendingCalendar = (_audience, from) => ({
  decideOn: from,
  leavesOn: from,
});

/** Days looked ahead for a sending day; longer than any run of holidays. */
const LOOK_AHEAD_DAYS = 30;

/**
 * A calendar of the days on which notices leave. Nothing is decided for a day on which nothing leaves: what
 * falls due meanwhile is decided together on the next sending day, and goes into one notice.
 *
 * @param runComesAfterHours the daily run comes when the day's sending is over: what it decides leaves on the next day
 */
export function sendingCalendar(
  isSendingDay: (audience: Stage['audience'], on: LocalDate) => boolean,
  runComesAfterHours: boolean,
): SendingCalendar {
  const shift = runComesAfterHours ? 1 : 0;
  return (audience, from) => {
    const last = dayAtOffset(from, LOOK_AHEAD_DAYS);
    let decideOn = from;
    while (!isSendingDay(audience, dayAtOffset(decideOn, shift)) && isAfter(last, decideOn)) {
      decideOn = dayAtOffset(decideOn, 1);
    }
    return { decideOn, leavesOn: dayAtOffset(decideOn, shift) };
  };
}
