import Holidays, { type HolidaysTypes } from 'date-holidays';
import { addDays, localDate, type LocalDate } from './local-date.js';

const HOUR = 60 * 60 * 1000;

/**
 * True on a public holiday that the whole country keeps for the whole day, Sundays as such not counted.
 * `country` is an ISO 3166-1 code ('PL'); one the holiday data does not know has no holidays.
 */
export function isHoliday(country: string, day: LocalDate): boolean {
  return holidaysOf(country, day.slice(0, 4)).has(day);
}

function holidaysOf(country: string, year: string): ReadonlySet<LocalDate> {
  const calendar = calendarOf(country);
  const known = calendar.days.get(year);
  if (known) return known;
  const days = new Set(calendar.source.getHolidays(year).flatMap(eachDay));
  calendar.days.set(year, days);
  return days;
}

interface HolidayCalendar {
  readonly source: Holidays;
  readonly days: Map<string, ReadonlySet<LocalDate>>;
}

function calendarOf(country: string): HolidayCalendar {
  const code = Object.hasOwn(COUNTRIES, country) ? country : NO_COUNTRY;
  const known = calendars.get(code);
  if (known) return known;
  const source = new Holidays(code, { types: ['public'] });
  const made = { source, days: new Map() };
  calendars.set(code, made);
  return made;
}

/** Some holidays last several days, and the data gives only their ends; half days are no holidays here. */
function eachDay(holiday: HolidaysTypes.Holiday): LocalDate[] {
  const hours = (holiday.end.getTime() - holiday.start.getTime()) / HOUR;
  // a holiday over the spring clock change is an hour short of whole days
  const length = Math.floor((hours + 1) / 24);
  const first = localDate(holiday.date.slice(0, 10));
  return Array.from({ length }, (_, index) => addDays(first, index));
}

const NO_COUNTRY = '';
const COUNTRIES = new Holidays().getCountries();

// one year of one country costs milliseconds to work out, and is asked for every case of a run
const calendars = new Map<string, HolidayCalendar>();
