/** Working days and rest days that a government swaps for one year, by decree. */
interface DecreedDays {
  readonly restDays: readonly string[];
  readonly workingDays: readonly string[];
}

/**
 * Hungary moves working days around its holidays each year (Mt. 102. § (5)):
 * 2025 by 11/2024. (IV. 8.) NGM, 2026 by 10/2025. (IV. 30.) NGM. A year that is not listed has no
 * swaps known here, and its Saturdays and holidays stand as the law has them.
 */
const HUNGARY: DecreedDays = {
  restDays: ['2025-05-02', '2025-10-24', '2025-12-24', '2026-01-02', '2026-08-21', '2026-12-24'],
  workingDays: ['2025-05-17', '2025-10-18', '2025-12-13', '2026-01-10', '2026-08-08', '2026-12-12'],
};

/** What a decree made of that day, or null where none speaks of it. */
export function decreedAs(country: string, day: string): 'rest-day' | 'working-day' | null {
  if (country !== 'HU') return null;
  if (HUNGARY.restDays.includes(day)) return 'rest-day';
  return HUNGARY.workingDays.includes(day) ? 'working-day' : null;
}
