import type { InvoiceKind } from '@invoicetracker/provider-kit';

/**
 * wFirma has one list of everything that is sold. This connector reads it as two, because they answer two questions:
 * what is owed, and what takes something off it.
 */
export const COLLECTIONS = ['invoices', 'corrections'] as const;
export type Collection = (typeof COLLECTIONS)[number];

export function isCollection(name: string): name is Collection {
  return (COLLECTIONS as readonly string[]).includes(name);
}

/** Sales somebody can owe. Receipts are handed over against payment; offers, pro formas and other income are no debts. */
const RECEIVABLES: ReadonlyMap<string, InvoiceKind> = new Map([
  ['normal', 'invoice'],
  ['bill', 'invoice'],
  ['margin', 'margin'],
  ['advance', 'advance'],
  ['final', 'final'],
]);
const CORRECTIONS: readonly string[] = ['correction'];

/** The types each collection asks for. */
export const TYPES: Readonly<Record<Collection, readonly string[]>> = {
  invoices: [...RECEIVABLES.keys()],
  corrections: CORRECTIONS,
};

/** What a type is here; null for what this product does not read. */
export function placeOf(
  type: string,
): { readonly collection: Collection; readonly kind: InvoiceKind } | null {
  if (CORRECTIONS.includes(type)) return { collection: 'corrections', kind: 'credit_note' };
  const kind = RECEIVABLES.get(type);
  return kind === undefined ? null : { collection: 'invoices', kind };
}
