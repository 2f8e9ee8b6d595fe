import { addDays, dayIn, instantAt, localDate, timeIn } from '@invoicetracker/calendar';
import { isSendingDay, type SendingDays } from '@invoicetracker/dunning';

/** When an account writes: hours and weekdays on its own clock, and not on the client's public holidays. */
export interface SendWindow extends SendingDays {
  readonly timeZone: string;
  /** `HH:MM`, from the first minute to before the last. */
  readonly from: string;
  readonly until: string;
}

/** Days looked ahead for an opening; longer than any run of holidays. */
const LOOK_AHEAD_DAYS = 30;

/**
 * The next moment a message may leave.
 *
 * @returns `now` itself inside the window, else the beginning of the next one
 */
export function nextOpening(window: SendWindow, now: Date): Date {
  const today = dayIn(window.timeZone, now);
  const time = timeIn(window.timeZone, now);
  if (isSendingDay(window, localDate(today))) {
    if (time >= window.from && time < window.until) return now;
    if (time < window.from) return instantAt(window.timeZone, localDate(today), window.from);
  }
  for (let ahead = 1; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const day = addDays(localDate(today), ahead);
    if (isSendingDay(window, day)) return instantAt(window.timeZone, day, window.from);
  }
  return instantAt(window.timeZone, addDays(localDate(today), LOOK_AHEAD_DAYS), window.from);
}
