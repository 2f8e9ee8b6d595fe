import type { LocalDate } from './local-date.js';
import { workingDayFrom } from './working-day.js';

/**
 * Countries whose law moves a due date that falls on a free day to the next working day:
 * - PL: art. 115 KC names Saturdays and days statutorily free of work (Sundays among them);
 * - HU: Ptk. 8:3. § names the working day; that a plain Saturday counts as free is this product's
 *   reading, a Saturday decreed a working day does not move;
 * - DE: § 193 BGB names Saturdays, Sundays and holidays at the place of performance; only the
 *   nationwide holidays are known here.
 */
const SHIFTING_COUNTRIES: ReadonlySet<string> = new Set(['PL', 'HU', 'DE']);

/**
 * The day the law of the country (ISO 3166-1) shifts an agreed due date to; never before it.
 * A country whose rule is not known here leaves the date where the parties put it.
 */
export function effectiveDueOn(country: string, dueOn: LocalDate): LocalDate {
  if (!SHIFTING_COUNTRIES.has(country)) return dueOn;
  return workingDayFrom(country, dueOn);
}
