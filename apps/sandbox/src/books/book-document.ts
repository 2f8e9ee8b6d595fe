/** What documents the books hold; players leave out what their provider does not know. */
export const DOCUMENT_KINDS = [
  'invoice',
  'proforma',
  'advance',
  'final',
  'correction',
  'cancellation',
  'receipt',
  'estimate',
  'draft',
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export type PaymentMethod = 'transfer' | 'cash' | 'card';

/**
 * One document. Amounts are minor units (two decimals, HUF too) as JavaScript integers, days are YYYY-MM-DD, instants
 * ISO 8601 in UTC. Lines of made-up documents are derived from seed and id, so that 100,000 of them fit.
 */
export interface BookDocument {
  /** rises with gaps, as on a shared server */
  readonly id: number;
  readonly uuid: string;
  readonly kind: DocumentKind;
  /** null on drafts */
  readonly number: string | null;
  readonly clientId: number;
  readonly currency: string;
  readonly issuedOn: string;
  readonly soldOn: string;
  readonly dueOn: string;
  readonly paymentMethod: PaymentMethod;
  /** what a correction or cancellation changes; their amounts are differences */
  readonly correctsId: number | null;
  /** null: `lineCount` lines made from seed and id */
  readonly lines: readonly BookLine[] | null;
  readonly lineCount: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
  /** in the order they came in; their sum may not exceed `grossMinor` */
  readonly payments: readonly BookPayment[];
  /** a cancellation of it stands in the books */
  readonly isCancelled: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface BookPayment {
  readonly paidOn: string;
  readonly amountMinor: number;
  /** in the provider's own word, where each payment has one; the document's unless told */
  readonly method?: string;
  /** what whoever entered it calls it, where the provider keeps such a text */
  readonly reference?: string;
}

export interface BookLine {
  readonly name: string;
  readonly unit: string;
  readonly quantity: number;
  readonly unitNet: number;
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
  /** "23", "27", "zw", "AAM", "np" … */
  readonly taxSymbol: string;
  /** on corrections lines come in pairs: as it was (false), as it is now (true) */
  readonly isAfter: boolean | null;
}

export function paidMinor({ payments }: BookDocument): number {
  return payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** What is still owed; of a correction or cancellation the difference it makes. */
export function openMinor(document: BookDocument): number {
  return document.grossMinor - paidMinor(document);
}

/** The day the last of it was paid; null while something is open. */
export function settledOn(document: BookDocument): string | null {
  const last = document.payments.at(-1);
  return last === undefined || openMinor(document) !== 0 ? null : last.paidOn;
}
