import { addDays, dayIn, instantAt } from '@invoicetracker/calendar';

export interface SyncHours {
  readonly timeZone: string;
  /** Hours of the account's day in which the schedule syncs, 'HH:MM'. */
  readonly from: string;
  readonly until: string;
  readonly everyMinutes: number;
}

/**
 * When the schedule comes to a connection: so many minutes after its last sync began, inside the
 * account's hours, in the account's time zone.
 *
 * @param retryAt when a run that failed because of the provider comes back, instead
 */
export function nextSyncAt(
  hours: SyncHours,
  lastSyncAt: Date | null,
  now: Date,
  retryAt: Date | null = null,
): Date {
  const due = retryAt?.getTime() ?? (lastSyncAt?.getTime() ?? 0) + hours.everyMinutes * 60_000;
  const wanted = new Date(Math.max(now.getTime(), due));
  const day = dayIn(hours.timeZone, wanted);
  const opens = instantAt(hours.timeZone, day, hours.from);
  const closes = instantAt(hours.timeZone, day, hours.until);
  if (wanted < opens) return opens;
  return wanted <= closes ? wanted : instantAt(hours.timeZone, addDays(day, 1), hours.from);
}
