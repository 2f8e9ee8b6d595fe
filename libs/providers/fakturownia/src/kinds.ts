import type { InvoiceKind } from '@invoicetracker/provider-kit';

/**
 * Documents by which a firm is owed money, and what takes some of it back. Left out on purpose: receipts (paid at the
 * till, and an invoice may follow), pro formas (nobody owes them), accounting notes (a credit cannot be told from a
 * debit), purchases (`wnt`, `import_…`, `vat_rr`), cash slips, offers and orders.
 */
const KINDS: Readonly<Record<string, InvoiceKind>> = {
  vat: 'invoice',
  bill: 'invoice',
  vat_mp: 'invoice',
  invoice_other: 'invoice',
  wdt: 'invoice',
  export_products: 'invoice',
  advance: 'advance',
  final: 'final',
  vat_margin: 'margin',
  correction: 'credit_note',
};

/** What a list of receivables is asked for. */
export const LISTED_KINDS: readonly string[] = Object.keys(KINDS);

/** null: nothing this product deals with */
export function kindOf(kind: string): InvoiceKind | null {
  // a cancelled document loses its kind
  if (/^cancell?ed$/.test(kind)) return 'cancelled';
  return Object.hasOwn(KINDS, kind) ? (KINDS[kind] as InvoiceKind) : null;
}
