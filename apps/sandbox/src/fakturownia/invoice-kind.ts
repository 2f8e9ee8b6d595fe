import type { BookDocument } from '../books/book-document.js';

const KINDS: Partial<Record<BookDocument['kind'], string>> = {
  advance: 'advance',
  final: 'final',
  correction: 'correction',
  proforma: 'proforma',
  receipt: 'receipt',
  estimate: 'estimate',
};

/** A cancelled document loses its kind; most of the others are VAT invoices, a few of the other sorts there are. */
export function invoiceKind({ id, kind, isCancelled }: BookDocument): string {
  if (isCancelled) return 'canceled';
  const known = KINDS[kind];
  if (known !== undefined) return known;
  if (id % 23 === 0) return 'vat_margin';
  return id % 17 === 0 ? 'bill' : 'vat';
}

/** Fakturownia knows no drafts, and every firm has costs: so the one plays the other. */
export function isCost({ kind }: BookDocument): boolean {
  return kind === 'draft';
}

/** Nothing takes a cancelled document back here: it says so itself. */
export function isShown({ kind }: BookDocument): boolean {
  return kind !== 'cancellation';
}
