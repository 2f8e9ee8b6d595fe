import type { Cursor, Page } from '@invoicetracker/provider-kit';

/** A page, and when it was asked for: whatever was stored later is newer. */
export interface AskedPage<T> {
  readonly page: Page<T>;
  readonly askedAt: Date;
}

/**
 * Walks a list page by page. The next page is fetched while this one is written, so that a slow
 * provider costs its own time and nothing more; never more than two pages are in memory.
 *
 * @param fetchPage asks the provider; its failure is only told once the page before is written
 * @param writePage stores a page together with the cursor behind it
 */
export async function walkPages<T>(
  from: Cursor | null,
  fetchPage: (cursor: Cursor | null) => Promise<AskedPage<T>>,
  writePage: (asked: AskedPage<T>) => Promise<void>,
): Promise<void> {
  let asked: AskedPage<T> | null = await fetchPage(from);
  while (asked !== null) {
    const nextCursor: Cursor | null = asked.page.nextCursor;
    const next: Promise<AskedPage<T>> | null = nextCursor === null ? null : fetchPage(nextCursor);
    // Told when it is awaited: the page at hand comes first.
    next?.catch(() => undefined);
    await writePage(asked);
    asked = next === null ? null : await next;
  }
}
