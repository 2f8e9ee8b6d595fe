import { HOLIDAY_TABLE, TABLE_FROM } from './holiday-table.js';
import type { LocalDate } from './local-date.js';

/**
 * True on a public holiday that the whole country keeps for the whole day, Sundays as such not counted.
 * `country` is an ISO 3166-1 code ('PL'); one the holiday data does not know has no holidays. Outside the table's years
 * only those are known that a country keeps on the same day every year.
 */
export function isHoliday(country: string, day: LocalDate): boolean {
  if (!Object.hasOwn(HOLIDAY_TABLE, country)) return false;
  return holidaysOf(country, Number(day.slice(0, 4))).has(day.slice(5).replace('-', ''));
}

/** A country's line: the days it keeps every year, then those of each year, all as MMDD. */
function holidaysOf(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const [everyYear, ...each] = HOLIDAY_TABLE[country]!.split('|');
  const days = new Set(`${everyYear} ${each[year - TABLE_FROM] ?? ''}`.split(' '));
  years.set(key, days);
  return days;
}

const years = new Map<string, ReadonlySet<string>>();
