import { type BookDocument, openMinor, paidMinor } from '../books/book-document.js';
import type { Books } from '../books/books.js';

/**
 * What Billingo says is open. Cancelled documents and pro formas keep a status like any other. How an overdue, partly
 * paid document reads is not documented: where the key ends in `-expired` it reads so, elsewhere `partially_paid`.
 */
export function paymentStatus(books: Books, document: BookDocument, today: string): string {
  switch (document.kind) {
    case 'cancellation':
    case 'draft':
    case 'estimate':
      return 'none';
    case 'receipt':
      return 'paid';
    default:
      return claimStatus(document, today, books.plan.key.endsWith('-expired'));
  }
}

function claimStatus(document: BookDocument, today: string, isExpiredStronger: boolean): string {
  if (document.grossMinor === 0) return 'none';
  if (openMinor(document) === 0) return 'paid';
  const isOverdue = document.dueOn < today;
  const isPartlyPaid = paidMinor(document) > 0;
  if (isPartlyPaid && !(isOverdue && isExpiredStronger)) return 'partially_paid';
  return isOverdue ? 'expired' : 'outstanding';
}
