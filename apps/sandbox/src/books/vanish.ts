import type { FaultOrder } from '../serving/fault-book.js';
import type { BookDocument } from './book-document.js';
import type { Bookshelf } from './bookshelf.js';

/** Deletes the first document of a page once it was listed, when a fault says so: call it after the page was made. */
export function vanish(
  books: Bookshelf,
  key: string | undefined,
  first: BookDocument | undefined,
  fault: FaultOrder | null,
  clock: () => Date,
): void {
  if (fault?.kind !== 'vanish' || first === undefined || key === undefined) return;
  books.change(key, { type: 'delete', id: first.id, at: clock().toISOString() });
}
