import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantAt } from './instant-at.js';
import { addDays, localDate } from './local-date.js';
import { InvalidTimeOfDay } from './time-of-day.js';
import { dayIn, timeIn, UnknownTimeZone } from './time-zone.js';

it.each([
  ['Europe/Warsaw', '2026-01-15', '08:30', '2026-01-15T07:30:00.000Z'],
  ['Europe/Warsaw', '2026-07-15', '08:30', '2026-07-15T06:30:00.000Z'],
  ['Europe/Warsaw', '2026-01-15', '24:00', '2026-01-15T23:00:00.000Z'],
  ['Asia/Kathmandu', '2026-01-15', '00:00', '2026-01-14T18:15:00.000Z'],
  ['America/St_Johns', '2026-07-15', '12:00', '2026-07-15T14:30:00.000Z'],
])('in %s, %s %s is %s', (zone, day, time, iso) => {
  expect(instantAt(zone, localDate(day), time).toISOString()).toBe(iso);
});

it.each([
  ['Europe/Warsaw', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
  ['Europe/Warsaw', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
  ['Europe/Warsaw', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
  ['Europe/Warsaw', '2026-03-29', '02:59', '2026-03-29T01:00:00.000Z'],
  ['Europe/Warsaw', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00.000Z'],
  ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T10:00:00.000Z'],
])('in spring %s jumps over %s %s, so that it becomes %s', (zone, day, time, iso) => {
  expect(instantAt(zone, localDate(day), time).toISOString()).toBe(iso);
});

it.each([
  ['Europe/Warsaw', '2026-10-25', '01:59', '2026-10-24T23:59:00.000Z'],
  ['Europe/Warsaw', '2026-10-25', '02:00', '2026-10-25T00:00:00.000Z'],
  ['Europe/Warsaw', '2026-10-25', '02:59', '2026-10-25T00:59:00.000Z'],
  ['Europe/Warsaw', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
])('in autumn %s shows %s %s twice, and the first one counts: %s', (zone, day, time, iso) => {
  expect(instantAt(zone, localDate(day), time).toISOString()).toBe(iso);
});

it('refuses zones and times that do not exist', () => {
  const day = localDate('2026-01-15');
  expect(() => instantAt('Europe/Krakow', day, '08:00')).toThrow(UnknownTimeZone);
  expect(() => instantAt('Europe/Warsaw', day, '8:00')).toThrow(InvalidTimeOfDay);
});

it('shows the asked wall time at the instant it gives, or the first one after a jump', () => {
  const zones = ['Europe/Warsaw', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
  const minuteOfDay = fc.nat(24 * 60 - 1);
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.nat(3000), minuteOfDay, (zone, days, minute) => {
      const day = addDays(localDate('2020-01-01'), days);
      const two = (part: number): string => String(part).padStart(2, '0');
      const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
      const instant = instantAt(zone, day, time);
      expect(dayIn(zone, instant)).toBe(day);
      const shown = timeIn(zone, instant);
      if (shown !== time) {
        expect(shown > time).toBe(true);
        const justBefore = new Date(instant.getTime() - 1);
        expect(timeIn(zone, justBefore) < time).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
