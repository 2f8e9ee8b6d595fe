import type { InvoiceKind } from '@invoicetracker/provider-kit';

/** inFakt's lists of receivables, in the order a pass reads them: debts first, then what corrects them. */
export const COLLECTIONS = [
  'invoices',
  'margin_invoices',
  'advance_invoices',
  'final_invoices',
  'oss_invoices',
  'corrective_invoices',
  'corrective_oss_invoices',
] as const;

export type Collection = (typeof COLLECTIONS)[number];

export function isCollection(name: string): name is Collection {
  return (COLLECTIONS as readonly string[]).includes(name);
}

export function isCorrective(collection: Collection): boolean {
  return collection === 'corrective_invoices' || collection === 'corrective_oss_invoices';
}

/**
 * What a document is. The collection decides, but `/invoices` holds VAT invoices and pro formas together, and a pro
 * forma is never a debt; the list of kinds is open, so anything spelt like a pro forma counts as one.
 */
export function kindOf(collection: Collection, kind: string): InvoiceKind {
  if (/pro.?forma/i.test(kind)) return 'proforma';
  if (/^cancell?ed$/i.test(kind)) return 'cancelled';
  switch (collection) {
    case 'invoices':
      return 'invoice';
    case 'margin_invoices':
      return 'margin';
    case 'advance_invoices':
      return 'advance';
    case 'final_invoices':
      return 'final';
    case 'oss_invoices':
      return 'oss';
    case 'corrective_invoices':
    case 'corrective_oss_invoices':
      return 'credit_note';
  }
}
