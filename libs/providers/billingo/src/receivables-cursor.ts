import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { type Cursor, ProviderError } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import type { ListPosition } from './http/list-page.js';

/**
 * The lists of a pass: Billingo takes one payment status at a time. `everything` takes their place once it has ignored
 * that filter.
 */
export const LISTS = ['partially_paid', 'expired', 'outstanding', 'everything'] as const;
export type ListName = (typeof LISTS)[number];

/** Where a pass over all receivables stands. */
export interface ReceivablesPosition {
  readonly list: ListName;
  readonly at: ListPosition;
  /** the day the pass began with */
  readonly dueUntil: LocalDate;
  /** the partly paid document that was due first: see `learnsWhatExpiredMeans` */
  readonly witness: { readonly externalId: string; readonly dueOn: LocalDate } | null;
  /** known of this pass: a partly paid document never reads `expired` */
  readonly isExpiredUnpaid: boolean;
}

const Day = z.custom<LocalDate>((text) => typeof text === 'string' && isLocalDate(text));
const Page = z.int().positive();
const Total = z.int().nonnegative().nullable();
const Seen = z.string().transform((text) => (text === '' ? [] : text.split(',')));

const ReceivablesShape = z.object({
  list: z.enum(LISTS),
  page: Page,
  seen: Seen,
  total: Total,
  dueUntil: Day,
  witnessId: z.string().nullable(),
  witnessDueOn: Day.nullable(),
  isExpiredUnpaid: z.boolean(),
});

export function toCursor(position: ReceivablesPosition): Cursor {
  const { at, witness, ...rest } = position;
  return {
    ...rest,
    ...listCursor(at),
    witnessId: witness?.externalId ?? null,
    witnessDueOn: witness?.dueOn ?? null,
  };
}

/** @throws ProviderError `bug` / `cursor-unreadable` */
export function fromCursor(cursor: Cursor): ReceivablesPosition {
  const { page, seen, total, witnessId, witnessDueOn, ...rest } = checked(ReceivablesShape, cursor);
  const witness =
    witnessId === null || witnessDueOn === null
      ? null
      : { externalId: witnessId, dueOn: witnessDueOn };
  return { ...rest, at: { page, seen, total }, witness };
}

const ListShape = z.object({ page: Page, seen: Seen, total: Total });

export function listCursor(position: ListPosition): Cursor {
  return { page: position.page, seen: position.seen.join(','), total: position.total };
}

/** @throws ProviderError `bug` / `cursor-unreadable` */
export function listPosition(cursor: Cursor): ListPosition {
  return checked(ListShape, cursor);
}

function checked<T>(shape: z.ZodType<T>, cursor: Cursor): T {
  const result = shape.safeParse(cursor);
  if (result.success) return result.data;
  throw new ProviderError({
    actor: 'bug',
    code: 'cursor-unreadable',
    message: 'The stored cursor is not one of ours.',
  });
}
