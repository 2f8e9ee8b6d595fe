import { DateTime, IANAZone } from 'luxon';
import { localDate, type LocalDate } from './local-date.js';
import { timeOfDay, type TimeOfDay } from './time-of-day.js';

/** Thrown for a name that is not an IANA time zone. */
export class UnknownTimeZone extends Error {
  readonly kind = 'invalid';
  readonly code = 'unknown-time-zone';

  constructor(zone: string) {
    super(`"${zone}" is not an IANA time zone`);
    this.name = 'UnknownTimeZone';
  }
}

const NAME = /^[A-Za-z]/;

/** True for names like 'Europe/Warsaw' and 'UTC'; fixed offsets like '+01:00' know no summer time and are refused. */
export function isTimeZone(zone: string): boolean {
  return NAME.test(zone) && IANAZone.isValidZone(zone);
}

/** The calendar day people in that zone have at an instant; throws {@link UnknownTimeZone}. */
export function dayIn(zone: string, instant: Date): LocalDate {
  return localDate(wallClock(zone, instant).slice(0, 10));
}

/** What a wall clock in that zone shows at an instant, to the minute begun; throws {@link UnknownTimeZone}. */
export function timeIn(zone: string, instant: Date): TimeOfDay {
  return timeOfDay(wallClock(zone, instant).slice(11, 16));
}

/** The zone by name; throws {@link UnknownTimeZone}. */
export function requireZone(zone: string): IANAZone {
  // luxon remembers the zones it made, so that asking again is cheap; `isTimeZone` asks Intl each time
  const known = NAME.test(zone) ? IANAZone.create(zone) : null;
  if (!known?.isValid) throw new UnknownTimeZone(zone);
  return known;
}

function wallClock(zone: string, instant: Date): string {
  const iso = DateTime.fromJSDate(instant, { zone: requireZone(zone) }).toISO();
  if (iso === null) throw new RangeError('The instant is not a valid Date');
  return iso;
}
