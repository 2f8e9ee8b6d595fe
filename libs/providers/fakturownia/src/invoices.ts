import {
  FIRST_DAY,
  isOnOrAfter,
  isOnOrBefore,
  type LocalDate,
  minDay,
} from '@invoicetracker/calendar';
import type {
  Cursor,
  InvoiceRecord,
  ListsOpenReceivables,
  Page,
  ProviderContext,
  ReceivablesQuery,
  SetAside,
} from '@invoicetracker/provider-kit';

import { readRow } from './document.js';
import type { Glance } from './glance.js';
import { COLLECTION } from './invoice-record.js';
import { fromCursor, type ReceivablesPosition, startOf, toCursor } from './receivables-cursor.js';
import { walk } from './receivables-walk.js';

export const invoices: ListsOpenReceivables = { listOpenReceivables };

/**
 * Fakturownia can neither be asked for what is unpaid nor for what is due, so every document of these kinds is looked
 * at, oldest first, and what is owed is picked out here. Corrections come with what they correct: never before the
 * oldest document that is open.
 */
async function listOpenReceivables(
  context: ProviderContext,
  query: ReceivablesQuery,
  cursor: Cursor | null,
): Promise<Page<InvoiceRecord>> {
  const position = cursor === null ? startOf(query.dueUntil) : fromCursor(cursor);
  const { rows, repeats, at, next } = await walk(context, position);
  const { records, setAside } = read(context, rows);
  const owed = records.filter((record) => isOwed(record, at.dueUntil));
  const oldestIssuedOn = owed.reduce(
    (oldest, { issuedOn }) => earlier(oldest, issuedOn),
    at.oldestIssuedOn,
  );
  const since = correctionsSince({ ...at, oldestIssuedOn }, query);
  return {
    collection: COLLECTION,
    records: [...owed, ...records.filter((record) => mayTakeOff(record, since))],
    setAside: [...setAside, ...repeats],
    nextCursor: next === null ? null : toCursor({ ...next, oldestIssuedOn }),
    total: null,
    // in the order of days, not of ids
    sequenceRange: null,
    isFilterHonoured: at.way !== 'pages',
  };
}

function read(context: ProviderContext, rows: readonly Glance[]) {
  const records: InvoiceRecord[] = [];
  const setAside: SetAside[] = [];
  for (const { raw, isForeign, isOver } of rows) {
    if (isForeign || isOver) continue;
    const row = readRow(context, raw);
    if (row.isUsable) records.push(row.record);
    else setAside.push(row.setAside);
  }
  return { records, setAside };
}

/** Without a due date (`payment_to_kind` off) nothing is ever overdue. */
function isOwed(record: InvoiceRecord, dueUntil: LocalDate): boolean {
  if (record.kind === 'credit_note' || record.kind === 'cancelled') return false;
  return record.openMinor > 0n && record.dueOn !== null && isOnOrBefore(record.dueOn, dueUntil);
}

function mayTakeOff({ kind, issuedOn }: InvoiceRecord, since: LocalDate | null): boolean {
  if (kind !== 'credit_note' || since === null) return false;
  return issuedOn === null || isOnOrAfter(issuedOn, since);
}

/** By days, what a correction corrects has come before it or with it; in another order it may come later. */
function correctionsSince(
  { way, oldestIssuedOn }: ReceivablesPosition,
  query: ReceivablesQuery,
): LocalDate | null {
  return way === 'days' ? earlier(oldestIssuedOn, query.correctionsSince ?? null) : FIRST_DAY;
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return minDay(a, b);
}
