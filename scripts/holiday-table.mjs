import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from './paths.mjs';

const FROM = 2000;
const UNTIL = 2060;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/**
 * `node scripts/main.mjs holiday-table`: works every country's public holidays out and writes them to
 * libs/calendar/src/holiday-table.ts. Wanted when the holiday library has a new version, and a test says so.
 */
export async function runHolidayTable() {
  const lines = knownCountries().map((country) => `  ${country}: '${lineOf(country)}',`);
  writeFileSync(
    inRoot('libs/calendar/src/holiday-table.ts'),
    `/**
 * Public holidays by country, written by scripts/holiday-table.mjs from the rules of date-holidays: the days kept
 * every year, then after each bar those of one more year, as MMDD.
 */
export const TABLE_FROM = ${FROM};
export const TABLE_UNTIL = ${UNTIL};

export const HOLIDAY_TABLE: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`,
  );
  return 0;
}

/** ISO 3166-1 codes of the countries the library knows, in order. */
export function knownCountries() {
  return Object.keys(new Holidays().getCountries()).sort();
}

/**
 * The holidays of a year that the whole country keeps for the whole day, as `YYYY-MM-DD` in order. Some last several
 * days, and the library gives only their ends; half days are no holidays here.
 */
export function workedOutHolidays(country, year) {
  const days = new Holidays(country, { types: ['public'] })
    .getHolidays(year)
    .flatMap(({ date, start, end }) => {
      // a holiday over the spring clock change is an hour short of whole days
      const length = Math.floor((end.getTime() - start.getTime() + HOUR) / DAY);
      const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
      return Array.from({ length }, (_, index) =>
        new Date(first + index * DAY).toISOString().slice(0, 10),
      );
    });
  return [...new Set(days.filter((day) => day.startsWith(`${year}-`)))].sort();
}

function lineOf(country) {
  const years = Array.from({ length: UNTIL - FROM + 1 }, (_, index) =>
    workedOutHolidays(country, FROM + index).map((day) => day.slice(5).replace('-', '')),
  );
  const everyYear = years[0].filter((day) => years.every((days) => days.includes(day)));
  const others = years.map((days) => days.filter((day) => !everyYear.includes(day)).join(' '));
  return [everyYear.join(' '), ...others].join('|');
}

const Holidays = createRequire(inRoot('libs/calendar/package.json'))('date-holidays');
