import type { Amounts } from './amounts.js';
import { minorOf } from './decimal.js';
import type { InvoiceRow } from './invoice-row.js';
import { kindOf } from './kinds.js';

/** What a correction that is cancelled, or refused by the client, takes off: nothing any more. */
export const NO_CHANGE: Amounts = { netMinor: 0n, taxMinor: 0n, grossMinor: 0n, paidMinor: 0n };

/**
 * Whether a document is or was a correction: a cancelled one loses its kind, but keeps its lines. What it took off an
 * invoice is owed again, which only a credit note of nothing can say.
 */
export function isCorrection(row: InvoiceRow): boolean {
  if (kindOf(row.kind) !== 'cancelled') return row.kind === 'correction';
  return (row.positions ?? []).some(({ kind }) => kind?.startsWith('correction') === true);
}

/**
 * Whether totals and lines of a correction tell the same story. Its totals state the change it makes, and so do its
 * lines; where they also come as they were and as they are now, the difference must be that change. Sums may be rounded
 * by the line or by the tax rate, so each line is allowed a minor unit.
 */
export function isClear(row: InvoiceRow, { grossMinor }: Amounts): boolean {
  const before = sum(row, 'correction_before');
  const after = sum(row, 'correction_after');
  if (before.count === 0 && after.count === 0) return true;
  const doubt = after.gross - before.gross - grossMinor;
  const allowed = BigInt(before.count + after.count);
  return doubt <= allowed && doubt >= -allowed;
}

function sum(row: InvoiceRow, kind: string): { gross: bigint; count: number } {
  const lines = (row.positions ?? []).filter((position) => position.kind === kind);
  const gross = lines.reduce(
    (total, line) => total + (minorOf(line.total_price_gross, row.currency) ?? 0n),
    0n,
  );
  return { gross, count: lines.length };
}

/** The document it corrects; the two fields hold the same where both are filled. */
export function correctedId(row: InvoiceRow): string | null {
  const id = row.invoice_id ?? row.from_invoice_id ?? null;
  return id === null ? null : String(id);
}
