import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { type Cursor, ProviderError } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { type Collection, COLLECTIONS } from './collections.js';
import type { ListPosition } from './http/list-window.js';

/** How much of what was asked inFakt seems to understand: it ignores a filter it does not know without a word. */
export const TRUST_LEVELS = ['all', 'unpaid', 'none'] as const;
export type Trust = (typeof TRUST_LEVELS)[number];

/** Where a pass over all receivables stands. */
export interface ReceivablesPosition {
  readonly collection: Collection;
  readonly trust: Trust;
  readonly list: ListPosition;
  /** the day the pass began with: under another one the offsets would point at other rows */
  readonly dueUntil: LocalDate;
  /** issue day of the oldest open document met so far */
  readonly oldestIssuedOn: LocalDate | null;
}

const Day = z.custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text));
const Sequence = z.string().regex(/^\d+$/).transform(BigInt);

const CursorShape = z.object({
  collection: z.enum(COLLECTIONS),
  trust: z.enum(TRUST_LEVELS),
  offset: z.int().nonnegative(),
  after: Sequence.nullable(),
  total: z.int().nonnegative().nullable(),
  dueUntil: Day,
  oldestIssuedOn: Day.nullable(),
});

export function toCursor(position: ReceivablesPosition): Cursor {
  const { list, ...rest } = position;
  return { ...rest, offset: list.offset, after: list.after?.toString() ?? null, total: list.total };
}

/** @throws ProviderError `bug` / `cursor-unreadable` */
export function fromCursor(cursor: Cursor): ReceivablesPosition {
  const shape = CursorShape.safeParse(cursor);
  if (!shape.success) {
    throw new ProviderError({
      actor: 'bug',
      code: 'cursor-unreadable',
      message: 'The stored cursor is not one of ours.',
    });
  }
  const { offset, after, total, ...rest } = shape.data;
  return { ...rest, list: { offset, after, total } };
}
