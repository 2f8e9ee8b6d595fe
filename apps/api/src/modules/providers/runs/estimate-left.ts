/** How a run has been getting on: instants in real time, counts in invoices. */
export interface Pace {
  /** The first page of invoices this run has written, and how many had been read with it. */
  readonly fromAt: Date | null;
  readonly fromSeen: number | null;
  /** The last page. */
  readonly advancedAt: Date | null;
  readonly seen: number;
  /** As many as there are to read; null where the provider does not say. */
  readonly total: number | null;
}

/**
 * How long a run will still read, if it goes on as it did from its first page to its last.
 *
 * @returns milliseconds from the last page on; null where nothing can be said: no total, one page only, or nothing left to read
 */
export function estimateLeft({ fromAt, fromSeen, advancedAt, seen, total }: Pace): number | null {
  if (fromAt === null || fromSeen === null || advancedAt === null || total === null) return null;
  const read = seen - fromSeen;
  const left = total - seen;
  if (read <= 0 || left <= 0) return null;
  const elapsedMs = advancedAt.getTime() - fromAt.getTime();
  return Math.round((elapsedMs * left) / read);
}
