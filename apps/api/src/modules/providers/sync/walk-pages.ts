import type { Cursor, Page } from '@invoicetracker/provider-kit';

/** A page, and when it was asked for: whatever was stored later is newer. */
export interface AskedPage<T> {
  readonly page: Page<T>;
  readonly askedAt: Date;
}

/** Pages fetched, or on their way, beside the one that is written. */
const AHEAD = 2;

/**
 * Walks a list page by page. The next pages are fetched while this one is written, so that a slow provider costs its
 * own time and nothing more: two, because a page may take longer to write than to fetch and the one after it less. They
 * are asked for one after the other, and no more than three are in memory.
 *
 * @param fetchPage asks the provider; its failure is only told once the pages before are written
 * @param writePage stores a page together with the cursor behind it
 */
export async function walkPages<T>(
  from: Cursor | null,
  fetchPage: (cursor: Cursor | null) => Promise<AskedPage<T>>,
  writePage: (asked: AskedPage<T>) => Promise<void>,
): Promise<void> {
  let isOver = false;
  const following = async (before: Promise<AskedPage<T> | null>): Promise<AskedPage<T> | null> => {
    const cursor = (await before)?.page.nextCursor ?? null;
    return cursor === null || isOver ? null : fetchPage(cursor);
  };
  const ahead: Promise<AskedPage<T> | null>[] = [fetchPage(from)];
  try {
    for (let asked = await ahead[0]!; asked !== null; asked = await ahead[0]!) {
      while (ahead.length <= AHEAD) {
        const next = following(ahead.at(-1)!);
        // Told when it is awaited: the pages at hand come first.
        next.catch(() => undefined);
        ahead.push(next);
      }
      await writePage(asked);
      ahead.shift();
    }
  } finally {
    isOver = true;
  }
}
