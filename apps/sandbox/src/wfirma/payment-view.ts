import type { BookDocument } from '../books/book-document.js';
import { decimal } from './wire-words.js';

/** The payments of a document; their ids follow from it, in the order they came in. */
export function paymentViews(document: BookDocument): readonly Record<string, string>[] {
  return document.payments.map(({ paidOn, amountMinor }, index) => ({
    id: String(document.id * 100 + index + 1),
    object_name: 'invoice',
    object_id: String(document.id),
    value: decimal(amountMinor),
    date: paidOn,
  }));
}
