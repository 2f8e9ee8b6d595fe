const MS_PER_DAY = 86_400_000;

/** The calendar day so many days later, or earlier; both as "2026-06-01". */
export function addDays(day: string, days: number): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  return new Date(noon + days * MS_PER_DAY).toISOString().slice(0, 10);
}
