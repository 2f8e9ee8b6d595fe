import { DateTime, type IANAZone } from 'luxon';
import { addDays, daysBetween, localDate, type LocalDate } from './local-date.js';
import { timeOfDay } from './time-of-day.js';
import { requireZone } from './time-zone.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EPOCH = localDate('1970-01-01');

/**
 * The instant at which a wall clock in the zone shows that day and time.
 * A time the clock jumps over (spring) becomes the first moment after the jump; a time it shows twice
 * (autumn) the first of the two. '24:00' is the start of the next day.
 * Throws `UnknownTimeZone` and `InvalidTimeOfDay`.
 */
export function instantAt(zone: string, day: LocalDate, time: string): Date {
  const iana = requireZone(zone);
  const wall = wallMillis(day, time);
  // far enough on both sides to know the offsets before and after a change on that day
  const offsets = [offsetMillis(iana, wall - DAY), offsetMillis(iana, wall + DAY)];
  const fitting = offsets
    .map((offset) => wall - offset)
    .filter((instant) => instant + offsetMillis(iana, instant) === wall);
  const instant = fitting.length > 0 ? Math.min(...fitting) : jumpAround(iana, wall, offsets);
  return DateTime.fromMillis(instant).toJSDate();
}

/** Milliseconds from 1970 as if the wall clock were UTC. */
function wallMillis(day: LocalDate, time: string): number {
  const checked = timeOfDay(time);
  if (checked === '24:00') return wallMillis(addDays(day, 1), '00:00');
  const minutes = Number(checked.slice(0, 2)) * 60 + Number(checked.slice(3));
  return daysBetween(EPOCH, day) * DAY + minutes * MINUTE;
}

function offsetMillis(zone: IANAZone, instant: number): number {
  return zone.offset(instant) * MINUTE;
}

/** The first instant with the new offset, between the two readings of a wall time that never was. */
function jumpAround(zone: IANAZone, wall: number, offsets: readonly number[]): number {
  const after = Math.max(...offsets);
  let before = wall - after;
  let found = wall - Math.min(...offsets);
  while (found - before > 1) {
    const middle = Math.floor((before + found) / 2);
    if (offsetMillis(zone, middle) === after) found = middle;
    else before = middle;
  }
  return found;
}
