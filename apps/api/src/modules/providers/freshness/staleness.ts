/** Why what is known through a connection is too old to remind anybody of it. */
export type StaleReason =
  /** somebody has paused it, or the account may not use the provider */
  | 'connection-paused'
  /** the provider refuses the key, until an admin enters another */
  | 'key-refused'
  /** its syncs fail, and the last good one is older than the limit */
  | 'sync-failing'
  /** it has not been read to the end within the limit */
  | 'not-read-lately';

export interface ReadState {
  readonly state: 'active' | 'paused' | 'needs_reconnect';
  /** syncs that failed since the last good one */
  readonly failedRuns: number;
  /** null: never; then nothing is sent for it anyway before the first sync is done */
  readonly lastGoodSyncAt: Date | null;
  /** how old the account lets it be */
  readonly freshnessMinutes: number;
  readonly syncEveryMinutes: number;
}

/** Of an archive of documents, since when it may not have been read: new ones are all there is to learn. */
const ARCHIVE_MINUTES = 24 * 60;

/**
 * How old the last good sync may be, in minutes. Never less than twice the pause between two syncs: the account would
 * stop itself between one and the next.
 */
export function freshnessLimit(
  { freshnessMinutes, syncEveryMinutes }: Pick<ReadState, 'freshnessMinutes' | 'syncEveryMinutes'>,
  isArchive: boolean,
): number {
  return Math.max(freshnessMinutes, 2 * syncEveryMinutes, isArchive ? ARCHIVE_MINUTES : 0);
}

/** What keeps everything of a connection from leaving; null where nothing does. */
export function staleness(read: ReadState, isArchive: boolean, now: Date): StaleReason | null {
  if (read.state === 'paused') return 'connection-paused';
  if (read.state === 'needs_reconnect') return 'key-refused';
  if (read.lastGoodSyncAt === null) return null;
  const ageMinutes = (now.getTime() - read.lastGoodSyncAt.getTime()) / 60_000;
  if (ageMinutes <= freshnessLimit(read, isArchive)) return null;
  return read.failedRuns > 0 ? 'sync-failing' : 'not-read-lately';
}
