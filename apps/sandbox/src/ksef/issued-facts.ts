import { addDays, localDate } from '@invoicetracker/calendar';

import type { BookDocument, DocumentKind } from '../books/book-document.js';
import type { Books } from '../books/books.js';

/** What the paper said when it was issued: KSeF hears of nothing that came later. */
export interface IssuedFacts {
  /** the claim was sold to a factor, named as a third party or by its account */
  readonly factor: 'party' | 'account' | null;
  /** when to pay: on these days, or in words only, or not a word */
  readonly term: readonly string[] | 'described' | null;
  /** paid before or on issue, in minor units */
  readonly paidMinor: number;
  /** the day it was settled, when nothing was left to pay */
  readonly paidOn: string | null;
  /** a deposit beside the total */
  readonly chargeMinor: number;
}

const IN_KSEF: readonly DocumentKind[] = [
  'invoice',
  'advance',
  'final',
  'correction',
  'cancellation',
];

/** Drafts, pro formas, estimates and receipts never come to KSeF. */
export function isInKsef({ kind }: BookDocument): boolean {
  return IN_KSEF.includes(kind);
}

const PLAIN = { factor: null, chargeMinor: 0, paidMinor: 0, paidOn: null } as const;

/** A few of a lifelike firm's invoices show what real ones do; those somebody orders are plain. */
export function issuedFacts(books: Books, document: BookDocument): IssuedFacts {
  const { dueOn, issuedOn, grossMinor, kind } = document;
  const plain: IssuedFacts = { ...PLAIN, term: [dueOn] };
  if (document.correctsId !== null) return { ...PLAIN, term: null };
  const settled = { paidMinor: grossMinor, paidOn: issuedOn, term: null };
  if (kind === 'advance' || document.paymentMethod !== 'transfer') return { ...plain, ...settled };
  const isMadeUp = document.lines === null && books.plan.mix === 'lifelike';
  switch (isMadeUp && kind === 'invoice' ? document.id % 25 : -1) {
    case 0:
      return { ...plain, factor: 'party' };
    case 1:
      return { ...plain, factor: 'account' };
    case 2:
      return { ...plain, term: 'described' };
    case 3:
      return { ...plain, term: null };
    case 4:
      return { ...plain, term: [dueOn, addDays(localDate(dueOn), 14)] };
    case 5:
      return { ...plain, paidMinor: Math.floor(grossMinor / 1000) * 100 };
    case 6:
      return { ...plain, chargeMinor: 5000 };
    default:
      return plain;
  }
}
