/**
 * SQL for the calendar's hour at which a run ends: as long after its start as it really took, even when the calendar
 * was moved while it went.
 *
 * @param wall parameter with the real time, `now` with the calendar's for a run that never started
 */
export function finishedAt(wall: string, now: string): string {
  return `coalesce(started_at + (${wall}::timestamptz - really_started_at), ${now}::timestamptz)`;
}
