import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  addDays,
  daysBetween,
  FIRST_DAY,
  InvalidDay,
  isLocalDate,
  LAST_DAY,
  localDate,
  weekday,
  type LocalDate,
} from './local-date.js';

const LENGTH_OF_CALENDAR = 3_652_058;
const anyDay = fc.nat(LENGTH_OF_CALENDAR).map((days) => addDays(FIRST_DAY, days));

it.each(['2026-02-28', '2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])(
  '%s is a day',
  (text) => {
    expect(localDate(text)).toBe(text);
  },
);

it.each([
  '2027-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-04-00',
  '2026-4-1',
  '26-04-01',
  '0000-01-01',
  '10000-01-01',
  '2026-04-01T00:00:00Z',
  ' 2026-04-01',
  '2026-04-01\n',
  'yesterday',
  '',
])('%j is not a day', (text) => {
  expect(isLocalDate(text)).toBe(false);
  expect(() => localDate(text)).toThrow(InvalidDay);
});

it('steps over month ends, leap days and clock changes', () => {
  expect(addDays(localDate('2026-01-31'), 1)).toBe('2026-02-01');
  expect(addDays(localDate('2028-02-28'), 1)).toBe('2028-02-29');
  expect(addDays(localDate('2027-01-01'), -1)).toBe('2026-12-31');
  expect(daysBetween(localDate('2026-03-28'), localDate('2026-03-30'))).toBe(2);
  expect(daysBetween(localDate('2026-10-26'), localDate('2026-10-24'))).toBe(-2);
});

it('knows the day of the week', () => {
  expect(weekday(localDate('2026-03-02'))).toBe(1);
  expect(weekday(localDate('2026-03-08'))).toBe(7);
  expect(weekday(localDate('1969-12-31'))).toBe(3);
});

it('ends where the calendar ends', () => {
  expect(daysBetween(FIRST_DAY, LAST_DAY)).toBe(LENGTH_OF_CALENDAR);
  expect(() => addDays(LAST_DAY, 1)).toThrow(InvalidDay);
  expect(() => addDays(FIRST_DAY, -1)).toThrow(InvalidDay);
  expect(() => addDays(FIRST_DAY, 0.5)).toThrow(InvalidDay);
  expect(() => addDays(FIRST_DAY, Number.NaN)).toThrow(InvalidDay);
});

it('agrees with an independent calendar on every day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -100_000, max: 100_000 }), (day, days) => {
      const other = DateTime.fromISO(day, { zone: 'utc' });
      expect(weekday(day)).toBe(other.weekday);
      const moved = other.plus({ days });
      fc.pre(moved.year >= 1 && moved.year <= 9999);
      expect(addDays(day, days)).toBe(moved.toISODate());
    }),
  );
});

it('counts forwards what it stepped, and sorts days as text', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (from: LocalDate, to: LocalDate) => {
      const days = daysBetween(from, to);
      expect(addDays(from, days)).toBe(to);
      expect(daysBetween(to, from)).toBe(0 - days);
      expect(from < to).toBe(days > 0);
    }),
  );
});
