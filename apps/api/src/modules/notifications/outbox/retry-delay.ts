/** Minutes until the next attempt; together about a day, as mail servers expect of a sender (RFC 5321, 4.5.4.1). */
const MINUTES = [2, 10, 30, 60, 120, 240, 360, 600];

/**
 * @param attempts how many have been made
 * @returns the moment of the next one, or null when the day is over and the notice has to be given up
 */
export function nextAttemptAt(attempts: number, now: Date): Date | null {
  const minutes = MINUTES[attempts - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}
