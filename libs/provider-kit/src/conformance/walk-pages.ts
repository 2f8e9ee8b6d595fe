import type { Cursor, Page } from '../page.js';

/** Follows the cursors to the end, each through JSON as the host's database would give it back. */
export async function walkPages<T>(
  fetchPage: (cursor: Cursor | null) => Promise<Page<T>>,
  between: (page: Page<T>) => void = () => undefined,
): Promise<Page<T>[]> {
  const pages: Page<T>[] = [];
  let cursor: Cursor | null = null;
  do {
    const page: Page<T> = await fetchPage(cursor);
    pages.push(page);
    between(page);
    cursor =
      page.nextCursor === null ? null : (JSON.parse(JSON.stringify(page.nextCursor)) as Cursor);
    if (pages.length > 10_000) throw new Error('the pages never end');
  } while (cursor !== null);
  return pages;
}
