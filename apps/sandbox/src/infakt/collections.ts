/** inFakt keeps each type of document in a list of its own; receivables live in these seven. */
export const COLLECTIONS = [
  'invoices',
  'margin_invoices',
  'advance_invoices',
  'final_invoices',
  'oss_invoices',
  'corrective_invoices',
  'corrective_oss_invoices',
] as const;

export type CollectionName = (typeof COLLECTIONS)[number];

export function isCollection(name: string): name is CollectionName {
  return (COLLECTIONS as readonly string[]).includes(name);
}
