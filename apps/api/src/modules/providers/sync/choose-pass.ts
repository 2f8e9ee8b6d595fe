import type { LocalDate } from '@invoicetracker/calendar';

/** Everything a firm is owed, or what changed since the last pass. */
export type Pass = { readonly kind: 'full' } | { readonly kind: 'changes'; readonly since: Date };

/** What a provider can be asked for. */
export interface Abilities {
  readonly listsReceivables: boolean;
  readonly tellsChanges: boolean;
}

/** What is known of the passes before this one; null where there was none. */
export interface LastPasses {
  readonly changesSince: Date | null;
  readonly fullPassAt: Date | null;
  readonly fullPassUntil: string | null;
}

export interface Wanted {
  /** Somebody asked for everything. */
  readonly isFull: boolean;
  readonly dueUntil: LocalDate;
  readonly now: Date;
}

const DAY_MS = 24 * 3600 * 1000;
/** How often the list of an archive is read from its beginning; the documents on it are not read again. */
const ARCHIVE_DAYS = 7;
/** From the beginning. */
export const EVER = new Date(0);

/**
 * Asks for changes only where that says enough. Once a day everything is read: it finds what was deleted, what changed
 * without saying so (a payment does not touch every provider's documents), and what a new day has brought into view.
 */
export function choosePass(can: Abilities, last: LastPasses, wanted: Wanted): Pass {
  if (!can.tellsChanges) return { kind: 'full' };
  if (!can.listsReceivables) return { kind: 'changes', since: archiveSince(last, wanted) };
  const isStale =
    last.fullPassAt === null || wanted.now.getTime() - last.fullPassAt.getTime() >= DAY_MS;
  const isFurther = last.fullPassUntil === null || last.fullPassUntil < wanted.dueUntil;
  if (wanted.isFull || last.changesSince === null || isStale || isFurther) return { kind: 'full' };
  return { kind: 'changes', since: last.changesSince };
}

/** An archive loses nothing, but a page of its list may have been missing or broken once. */
function archiveSince(last: LastPasses, { isFull, now }: Wanted): Date {
  const isDue =
    last.fullPassAt === null || now.getTime() - last.fullPassAt.getTime() >= ARCHIVE_DAYS * DAY_MS;
  return isFull || isDue ? EVER : (last.changesSince ?? EVER);
}
