/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar, by plain integer arithmetic: a daily run
 * compares days of 100,000 cases, and no clock, zone or `Date` can slip in here.
 */

// read once: in a test's sandbox every look-up of a global costs more than the arithmetic
const { floor } = Math;

const DAYS_TO_1970 = 719_468; // from 0000-03-01, the first day of the first counted year
const DAYS_OF_400_YEARS = 146_097;

/** The number of a day that exists (month 1..12). */
export function dayNumberOf(year: number, month: number, day: number): number {
  // years are counted from March, so that the leap day is the last one
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const leapDays = floor(marchYear / 4) - floor(marchYear / 100) + floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - DAYS_TO_1970;
}

/** Year, month 1..12 and day of month of a day number. */
export function dateOfDayNumber(dayNumber: number): [year: number, month: number, day: number] {
  const days = dayNumber + DAYS_TO_1970;
  const era = floor(days / DAYS_OF_400_YEARS);
  const dayOfEra = days - era * DAYS_OF_400_YEARS;
  const yearOfEra = floor(
    (dayOfEra -
      floor(dayOfEra / 1460) +
      floor(dayOfEra / 36_524) -
      floor(dayOfEra / (DAYS_OF_400_YEARS - 1))) /
      365,
  );
  const leapDays = floor(yearOfEra / 4) - floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDays);
  const monthFromMarch = floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return [era * 400 + yearOfEra + (month > 2 ? 0 : 1), month, day];
}
