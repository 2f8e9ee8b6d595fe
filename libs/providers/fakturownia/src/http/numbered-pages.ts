import { type ProviderContext, ProviderError } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { PAGE_SIZE } from '../config.js';
import { type ListQuestion, listRows } from './list-rows.js';

/** Where a walk by page numbers stands. */
export interface PagePosition {
  readonly page: number;
  /** rows of the widest page so far: a provider may give fewer than it is asked for */
  readonly widest: number;
  /** how short this page is expected to be; null when nothing is known of it */
  readonly seen: number | null;
  /** what the page before looked like, to notice when the same one comes again */
  readonly print: string | null;
}

export const FIRST_PAGE: PagePosition = { page: 1, widest: 0, seen: null, print: null };

export const PagePositionShape = z.object({
  page: z.int().positive(),
  widest: z.int().nonnegative(),
  seen: z.int().nonnegative().nullable(),
  print: z.string().nullable(),
});

export interface NumberedPage {
  readonly rows: readonly unknown[];
  /** null at the end of the list */
  readonly next: PagePosition | null;
}

/**
 * Reads a page by its number. A list tells neither its length nor its end, and a hiccup looks like the end: so a page
 * that is not full is only believed when it is no longer the second time.
 */
export async function readNumberedPage(
  context: ProviderContext,
  question: ListQuestion,
  position: PagePosition,
): Promise<NumberedPage> {
  const { page, print } = position;
  let { seen } = position;
  for (let repeats = 0; ;) {
    const rows = await listRows(context, question, page);
    if (rows.length > 0 && printOf(rows) === print) {
      if (repeats > 0) throw listStuck();
      repeats += 1;
    } else if (isFull(position, rows) || (seen !== null && rows.length <= seen)) {
      return { rows, next: following(position, rows) };
    } else {
      seen = rows.length;
    }
  }
}

function isFull({ page, widest }: PagePosition, rows: readonly unknown[]): boolean {
  return rows.length >= PAGE_SIZE || (page > 1 && rows.length > 0 && rows.length >= widest);
}

function following(position: PagePosition, rows: readonly unknown[]): PagePosition | null {
  const next = {
    page: position.page + 1,
    widest: Math.max(position.widest, rows.length),
    print: printOf(rows),
  };
  if (isFull(position, rows)) return { ...next, seen: null };
  // a short first page is the whole list, unless pages are shorter here than they were asked to be
  return position.page === 1 && rows.length > 0 ? { ...next, seen: 0 } : null;
}

function printOf(rows: readonly unknown[]): string {
  return `${idOf(rows[0])} ${idOf(rows.at(-1))} ${rows.length}`;
}

/** null for a row that has none */
export function idOf(raw: unknown): string | null {
  const id = (raw as { id?: unknown } | null)?.id;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? String(id) : null;
}

function listStuck(): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'answer-unexpected',
    message: 'Fakturownia answers the same page again and again.',
  });
}
