declare const checked: unique symbol;

/** A wall-clock time 'HH:MM' from 00:00 to 23:59, or '24:00' for the end of the day. */
export type TimeOfDay = string & { readonly [checked]: true };

/** Thrown for a text that is not a time of day. */
export class InvalidTimeOfDay extends Error {
  readonly kind = 'invalid';
  readonly code = 'invalid-time-of-day';

  constructor(text: string) {
    super(`"${text}" is not a time of day (HH:MM)`);
    this.name = 'InvalidTimeOfDay';
  }
}

const SHAPE = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

export function isTimeOfDay(text: string): text is TimeOfDay {
  return SHAPE.test(text);
}

/** The text as a checked time; throws {@link InvalidTimeOfDay}. */
export function timeOfDay(text: string): TimeOfDay {
  if (!isTimeOfDay(text)) throw new InvalidTimeOfDay(text);
  return text;
}

/** Hours of one day; `from` belongs to them, `until` does not. Later `from` than `until` spans midnight. */
export interface Hours {
  readonly from: string;
  readonly until: string;
}

/**
 * True while the hours are open: 08:00-16:00 holds 08:00 and 15:59; 22:00-06:00 holds 23:30 and 05:59.
 * Equal ends are never open (the whole day is 00:00-24:00). Throws {@link InvalidTimeOfDay}.
 */
export function isWithinHours(hours: Hours, time: string): boolean {
  const [from, until, now] = [timeOfDay(hours.from), timeOfDay(hours.until), timeOfDay(time)];
  if (from <= until) return from <= now && now < until;
  return from <= now || now < until;
}
