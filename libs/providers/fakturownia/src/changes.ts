import type {
  Cursor,
  InvoiceRecord,
  ListsChangedInvoices,
  Page,
  ProviderContext,
  SetAside,
} from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { readRow } from './document.js';
import { distinctRows, type Glance } from './glance.js';
import {
  FIRST_PAGE,
  type NumberedPage,
  PagePositionShape,
  readNumberedPage,
} from './http/numbered-pages.js';
import { COLLECTION } from './invoice-record.js';
import { cursorUnreadable } from './receivables-cursor.js';

export const changes: ListsChangedInvoices = { listChangedInvoices };

/** Their clock and ours may disagree; what is read twice does no harm. */
const OVERLAP_MS = 2 * 60 * 60 * 1000;

const QUESTION = {
  path: '/invoices.json',
  parameters: [
    ['period', 'all'],
    ['income', 'yes'],
    ['order', 'updated_at.desc'],
    ['include_positions', 'true'],
  ],
} as const;

/**
 * The list with the latest change first, up to where it is older than `since`. A document that changes meanwhile goes to
 * the front, so the others come twice and none is missed. No kinds are asked for: a cancelled document has lost its own.
 */
async function listChangedInvoices(
  context: ProviderContext,
  since: Date,
  cursor: Cursor | null,
): Promise<Page<InvoiceRecord>> {
  const from = cursor === null ? { ...FIRST_PAGE, isOrdered: true } : fromCursor(cursor);
  const page = await readNumberedPage(context, QUESTION, from);
  const { rows, repeats } = distinctRows(page.rows);
  // once out of order, an old change says nothing about those that follow
  const isOrdered = from.isOrdered && isFalling(rows);
  const oldest = since.getTime() - OVERLAP_MS;
  const isPast = isOrdered && rows.some((row) => changedAt(row) < oldest);
  const { records, setAside } = read(context, rows, oldest);
  return {
    collection: COLLECTION,
    records,
    setAside: [...setAside, ...repeats],
    nextCursor: isPast ? null : toCursor(page, isOrdered),
    total: null,
    sequenceRange: null,
    isFilterHonoured: isOrdered,
  };
}

/** Rows of kinds that are nobody's debt are passed over; cancelled ones are not among them. */
function read(context: ProviderContext, rows: readonly Glance[], oldest: number) {
  const records: InvoiceRecord[] = [];
  const setAside: SetAside[] = [];
  for (const row of rows) {
    if (row.isNoDebt || changedAt(row) < oldest) continue;
    const read = readRow(context, row.raw);
    if (read.isUsable) records.push(read.record);
    else setAside.push(read.setAside);
  }
  return { records, setAside };
}

/** When it changed, in milliseconds since 1970; what does not say so might have changed just now. */
function changedAt({ raw }: Glance): number {
  const text = (raw as { updated_at?: unknown } | null)?.updated_at;
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
}

function isFalling(rows: readonly Glance[]): boolean {
  const instants = rows.map(changedAt).filter(Number.isFinite);
  return instants.every((at, i) => i === 0 || at <= (instants[i - 1] as number));
}

const CursorShape = PagePositionShape.extend({ isOrdered: z.boolean() });

function toCursor({ next }: NumberedPage, isOrdered: boolean): Cursor | null {
  return next === null ? null : { ...next, isOrdered };
}

function fromCursor(cursor: Cursor) {
  const shape = CursorShape.safeParse(cursor);
  if (!shape.success) throw cursorUnreadable();
  return shape.data;
}
