import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { knownCountries, workedOutHolidays } from './holiday-table.mjs';
import { HOLIDAY_TABLE, TABLE_FROM, TABLE_UNTIL } from '../libs/calendar/src/holiday-table.ts';
import { isHoliday } from '../libs/calendar/src/public-holidays.ts';

it('has every country that the rules know', () => {
  expect(Object.keys(HOLIDAY_TABLE)).toEqual(knownCountries());
});

it('has the holidays that the rules give: if not, run "node scripts/main.mjs holiday-table"', () => {
  const year = fc.integer({ min: TABLE_FROM, max: TABLE_UNTIL });
  const country = fc.oneof(
    fc.constantFrom('PL', 'HU', 'DE', 'AT', 'CZ'),
    fc.constantFrom(...knownCountries()),
  );
  fc.assert(
    fc.property(country, year, (where, when) => {
      const days = daysOf(when).filter((day) => isHoliday(where, day));
      expect(days).toEqual(workedOutHolidays(where, when));
    }),
    { numRuns: 60 },
  );
});

function daysOf(year) {
  return Array.from({ length: 366 }, (_, index) =>
    new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10),
  ).filter((day) => day.startsWith(`${year}-`));
}
