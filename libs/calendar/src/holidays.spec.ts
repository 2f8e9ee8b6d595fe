import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { effectiveDueOn, isHoliday, isWorkingDay, nextWorkingDay } from './holidays.js';
import { addDays, localDate, weekday, type LocalDate } from './local-date.js';

const daysOf = (year: number): LocalDate[] =>
  Array.from({ length: 365 }, (_, day) => addDays(localDate(`${year}-01-01`), day));
const weekdayHolidays = (country: string, year: number): string[] =>
  daysOf(year)
    .filter((day) => weekday(day) < 7 && isHoliday(country, day))
    .map((day) => day.slice(5));

it.each([
  ['PL', 2026, '01-01 01-06 04-06 05-01 06-04 08-15 11-11 12-24 12-25 12-26'],
  ['PL', 2027, '01-01 01-06 03-29 05-01 05-03 05-27 11-01 11-11 12-24 12-25'],
  ['HU', 2026, '01-01 04-03 04-06 05-01 05-25 08-20 10-23 12-25 12-26'],
  ['DE', 2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'],
])('%s keeps these holidays in %i: %s', (country, year, days) => {
  expect(weekdayHolidays(country, year).join(' ')).toBe(days);
});

it('knows no holidays of a country it does not know', () => {
  for (const country of ['XX', '', 'pl', 'toString']) {
    expect(weekdayHolidays(country, 2026)).toEqual([]);
  }
});

it('knows only the days of every year outside the years it has worked out', () => {
  expect(weekdayHolidays('PL', 1999)).toContain('05-03');
  expect(isHoliday('PL', localDate('1999-04-05'))).toBe(false);
});

it('counts every day of a long holiday, and no half day', () => {
  const kept = (country: string, days: string[]): boolean[] =>
    days.map((day) => isHoliday(country, localDate(day)));
  expect(kept('AE', ['2026-03-20', '2026-03-21', '2026-03-22', '2026-03-23'])).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(kept('CN', ['2026-03-08'])).toEqual([false]);
});

it.each([
  ['PL', '2018-02-04', '2018-02-05', 'a Sunday'],
  ['PL', '2026-12-24', '2026-12-28', 'Christmas Eve, a holiday since 2025, then the weekend'],
  ['PL', '2024-12-24', '2024-12-24', 'Christmas Eve while it was a working day'],
  ['PL', '2026-11-11', '2026-11-12', 'Independence Day on a Wednesday'],
  ['PL', '2026-03-07', '2026-03-09', 'a Saturday'],
  ['PL', '2026-03-06', '2026-03-06', 'a Friday'],
  ['HU', '2026-08-20', '2026-08-24', 'a holiday, then a decreed rest day and a weekend'],
  ['HU', '2026-01-10', '2026-01-10', 'a Saturday decreed a working day'],
  ['HU', '2025-10-23', '2025-10-27', 'a holiday of 2025, with its decreed rest day'],
  ['HU', '2027-01-09', '2027-01-11', 'a plain Saturday'],
  ['DE', '2026-10-03', '2026-10-05', 'German Unity Day on a Saturday'],
  ['GB', '2026-03-08', '2026-03-08', 'a country whose rule is not known here'],
])('in %s a due date of %s is payable until %s (%s)', (country, dueOn, effective) => {
  expect(effectiveDueOn(country, localDate(dueOn))).toBe(effective);
});

it('goes on to the next day people work', () => {
  expect(nextWorkingDay('PL', localDate('2026-03-06'))).toBe('2026-03-09');
  expect(nextWorkingDay('PL', localDate('2026-03-09'))).toBe('2026-03-10');
  expect(nextWorkingDay('GB', localDate('2026-12-24'))).toBe('2026-12-29');
});

it('never moves a due date back, and always to a working day', () => {
  const day = fc.nat(20_000).map((days) => addDays(localDate('1990-01-01'), days));
  fc.assert(
    fc.property(fc.constantFrom('PL', 'HU', 'DE'), day, (country, dueOn) => {
      const effective = effectiveDueOn(country, dueOn);
      expect(effective >= dueOn).toBe(true);
      expect(isWorkingDay(country, effective)).toBe(true);
      expect(effectiveDueOn(country, effective)).toBe(effective);
      if (isWorkingDay(country, dueOn)) expect(effective).toBe(dueOn);
    }),
  );
});
