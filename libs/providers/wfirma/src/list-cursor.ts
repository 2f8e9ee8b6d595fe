import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { type Cursor, ProviderError } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { type Collection, COLLECTIONS } from './document-types.js';
import { LIST_START, type ListPosition } from './http/list-window.js';

/** Where a pass over documents stands: debts first, then what corrects them. */
export interface PassPosition {
  readonly collection: Collection;
  readonly list: ListPosition;
  /** issue day of the oldest open document met so far */
  readonly oldestIssuedOn: LocalDate | null;
}

export const PASS_START: PassPosition = {
  collection: COLLECTIONS[0],
  list: LIST_START,
  oldestIssuedOn: null,
};

const ListShape = z.object({
  after: z.string().regex(/^\d+$/).transform(BigInt).nullable(),
  page: z.int().positive().nullable(),
  seen: z.int().nonnegative(),
});
const PassShape = ListShape.extend({
  collection: z.enum(COLLECTIONS),
  oldestIssuedOn: z
    .custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text))
    .nullable(),
});

export function listCursor({ after, page, seen }: ListPosition): Cursor {
  return { after: after?.toString() ?? null, page, seen };
}

export function passCursor({ list, ...rest }: PassPosition): Cursor {
  return { ...rest, ...listCursor(list) };
}

/** @throws ProviderError `bug` / `cursor-unreadable` */
export function fromListCursor(cursor: Cursor | null): ListPosition {
  return cursor === null ? LIST_START : read(ListShape, cursor);
}

/** @throws ProviderError `bug` / `cursor-unreadable` */
export function fromPassCursor(cursor: Cursor | null): PassPosition {
  if (cursor === null) return PASS_START;
  const { collection, oldestIssuedOn, ...list } = read(PassShape, cursor);
  return { collection, oldestIssuedOn, list };
}

function read<T>(shape: z.ZodType<T>, cursor: Cursor): T {
  const parsed = shape.safeParse(cursor);
  if (parsed.success) return parsed.data;
  throw new ProviderError({
    actor: 'bug',
    code: 'cursor-unreadable',
    message: 'The stored cursor is not one of ours.',
  });
}
