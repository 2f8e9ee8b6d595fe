import type { BookLine } from '../books/book-document.js';
import type { CollectionName } from './collections.js';

export type DocumentStatus = 'draft' | 'sent' | 'printed' | 'paid';

/**
 * One document as the sandbox keeps it: only what cannot be derived from seed and id, so that 100,000 of them fit.
 * Amounts are minor units as JavaScript integers, as they are on inFakt's wire; days are YYYY-MM-DD.
 */
export interface SandboxDocument {
  readonly id: number;
  readonly uuid: string;
  readonly collection: CollectionName;
  readonly kind: string;
  readonly number: string | null;
  readonly clientId: number;
  readonly currency: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly correctsUuid: string | null;
  /** null: `lineCount` lines made from seed and id */
  readonly lines: readonly BookLine[] | null;
  lineCount: number;
  status: DocumentStatus;
  paidOn: string | null;
  /** what `paid_price` says */
  paidMinor: number;
  /** false: `paid_price` and `left_to_pay` stay as they were although the document was marked paid */
  isSettlingKept: boolean;
}
