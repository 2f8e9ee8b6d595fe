export class StaleConnection {
  connectionId: string;
  name: string;
  provider: string;
  /** What is wrong with it. */
  reason: 'connection-paused' | 'key-refused' | 'sync-failing' | 'not-read-lately';
  /** Only an admin can mend it; otherwise the next good sync does. */
  isAdminNeeded: boolean;
  /** When it was last read to the end. */
  lastGoodSyncAt: string | null;
  /** How old that may be, in minutes. */
  limitMinutes: number;
}

export class FreshnessView {
  /** The connections through which nothing leaves automatically now. */
  items: StaleConnection[];
  /** Notices that wait for fresh data; up to 10,000. */
  heldNotices: number;
}
