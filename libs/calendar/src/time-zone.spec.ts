import { expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { dayIn, isTimeZone, timeIn, UnknownTimeZone } from './time-zone.js';

const instant = (iso: string): Date => DateTime.fromISO(iso, { setZone: true }).toJSDate();

it.each([
  ['Europe/Warsaw', '2026-01-31T22:59:59Z', '2026-01-31', '23:59'],
  ['Europe/Warsaw', '2026-01-31T23:00:00Z', '2026-02-01', '00:00'],
  ['Europe/Warsaw', '2026-07-31T22:00:00Z', '2026-08-01', '00:00'],
  ['America/New_York', '2026-01-01T04:59:00Z', '2025-12-31', '23:59'],
  ['Pacific/Kiritimati', '2026-01-01T10:00:00Z', '2026-01-02', '00:00'],
  ['UTC', '2026-01-01T00:00:00Z', '2026-01-01', '00:00'],
])('in %s the instant %s is %s at %s', (zone, iso, day, time) => {
  expect(dayIn(zone, instant(iso))).toBe(day);
  expect(timeIn(zone, instant(iso))).toBe(time);
});

it('knows IANA zones by name only', () => {
  expect(['Europe/Budapest', 'UTC', 'Asia/Kathmandu'].every(isTimeZone)).toBe(true);
  expect(['Europe/Krakow', '+01:00', '', 'CEST ', 'Warsaw'].some(isTimeZone)).toBe(false);
});

it('refuses to place an instant in a zone that does not exist', () => {
  for (const zone of ['Europe/Krakow', '+01:00', '']) {
    expect(() => dayIn(zone, instant('2026-01-01T00:00:00Z'))).toThrow(UnknownTimeZone);
    expect(() => timeIn(zone, instant('2026-01-01T00:00:00Z'))).toThrow(UnknownTimeZone);
  }
});

it('refuses an instant that is none', () => {
  expect(() => dayIn('UTC', instant('no instant'))).toThrow(RangeError);
});
