import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { type Cursor, ProviderError } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { FIRST_PAGE, type PagePosition, PagePositionShape } from './http/numbered-pages.js';

/**
 * How the list is walked:
 * `days`: what was issued since a day, the first page of it, over and over with a later day
 * `day`: one day that fills more than a page, page by page
 * `pages`: the whole list page by page, for when an answer did not fit its question
 */
export const WAYS = ['days', 'day', 'pages'] as const;
export type Way = (typeof WAYS)[number];

/**
 * What the last answer on the way by `days` was: as wide as any before it, or `short`, so that nothing should follow its
 * last day; or `doubted`, so that the same question is asked once more.
 */
export const ANSWERS = ['full', 'short', 'doubted'] as const;
export type LastAnswer = (typeof ANSWERS)[number];

/** Where a pass over all receivables stands. */
export interface ReceivablesPosition {
  readonly way: Way;
  /** everything issued before it has been delivered */
  readonly day: LocalDate;
  /** how many documents issued on `day` were seen and not delivered: so many must come again */
  readonly known: number;
  readonly last: LastAnswer;
  /** of `day` and `pages`; of `days` only the widest page so far */
  readonly list: PagePosition;
  /** the day the pass began with: under another one it would be another question */
  readonly dueUntil: LocalDate;
  /** issue day of the oldest open document met so far */
  readonly oldestIssuedOn: LocalDate | null;
}

/** Before it nothing was issued that this product could deal with. */
const FIRST_DAY = '1990-01-01' as LocalDate;

export function startOf(dueUntil: LocalDate): ReceivablesPosition {
  return {
    way: 'days',
    day: FIRST_DAY,
    known: 0,
    last: 'full',
    list: FIRST_PAGE,
    dueUntil,
    oldestIssuedOn: null,
  };
}

const Day = z.custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text));

const CursorShape = PagePositionShape.extend({
  way: z.enum(WAYS),
  day: Day,
  known: z.int().nonnegative(),
  last: z.enum(ANSWERS),
  dueUntil: Day,
  oldestIssuedOn: Day.nullable(),
});

export function toCursor({ list, ...rest }: ReceivablesPosition): Cursor {
  return { ...rest, ...list };
}

/** @throws ProviderError `bug` / `cursor-unreadable` */
export function fromCursor(cursor: Cursor): ReceivablesPosition {
  const shape = CursorShape.safeParse(cursor);
  if (!shape.success) throw cursorUnreadable();
  const { page, widest, seen, print, ...rest } = shape.data;
  return { ...rest, list: { page, widest, seen, print } };
}

export function cursorUnreadable(): ProviderError {
  return new ProviderError({
    actor: 'bug',
    code: 'cursor-unreadable',
    message: 'The stored cursor is not one of ours.',
  });
}
