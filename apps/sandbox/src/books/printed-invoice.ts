import type { PrintedInvoice } from '../serving/invoice-pdf.js';
import type { BookDocument } from './book-document.js';
import type { Books } from './books.js';

/** A document of the books as its provider prints it. */
export function printedInvoice(
  books: Books,
  document: BookDocument,
  title: string,
): PrintedInvoice {
  const { number, issuedOn, dueOn, currency, grossMinor } = document;
  const { name, taxNumber } = books.firm;
  return {
    title,
    number,
    seller: `${name}, ${taxNumber}`,
    buyer: books.client(document.clientId)?.name ?? '',
    issuedOn,
    dueOn,
    currency,
    lines: books.linesOf(document),
    grossMinor,
  };
}
