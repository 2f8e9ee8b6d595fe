import type { BookClient } from '../books/book-client.js';
import type { BookDocument } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import { contractorHeader, contractorView } from './contractor-view.js';
import type { Searchable } from './find.js';
import { type Corrected, invoiceHeader, invoiceView, isShown } from './invoice-view.js';
import { paymentViews } from './payment-view.js';

export const INVOICES: Searchable<BookDocument> = {
  plural: 'invoices',
  singular: 'invoice',
  fields: [
    ...['id', 'type', 'fullnumber', 'date', 'disposaldate', 'paymentdate', 'paymentmethod'],
    ...['paymentstate', 'alreadypaid', 'remaining', 'netto', 'tax', 'total', 'total_composed'],
    ...['currency', 'schema_cancelled', 'modified'],
  ],
  spoiling: { 'wrong-currency': { currency: 'ZŁ' }, 'bad-row': { total: 'sto złotych' } },
  entries: (books) =>
    books
      .documents()
      .filter(isShown)
      .map((item) => ({ header: invoiceHeader(item, correctedOf(books, item)), item })),
  view: (books, item, aheadMs) => invoiceView(books, item, correctedOf(books, item), aheadMs),
};

export const CONTRACTORS: Searchable<BookClient> = {
  plural: 'contractors',
  singular: 'contractor',
  fields: ['id', 'name', 'nip', 'tax_id_type', 'modified'],
  spoiling: { 'wrong-currency': {}, 'bad-row': { name: { pl: 'Firma' } } },
  entries: (books) => books.clients().map((item) => ({ header: contractorHeader(item), item })),
  view: (_books, item, aheadMs) => contractorView(item, aheadMs),
};

export const PAYMENTS: Searchable<Readonly<Record<string, string>>> = {
  plural: 'payments',
  singular: 'payment',
  fields: ['id', 'object_name', 'object_id', 'value', 'date'],
  spoiling: { 'wrong-currency': {}, 'bad-row': { value: 'sto' } },
  entries: (books) =>
    books
      .documents()
      .flatMap(paymentViews)
      .map((item) => ({ header: item, item })),
  view: (_books, item) => item,
};

export function correctedOf(books: Books, { id }: BookDocument): Corrected {
  const [sums] = books.remembered('corrected', () => [sumCorrections(books)]);
  return sums?.get(id) ?? { minor: 0, count: 0 };
}

function sumCorrections(books: Books): ReadonlyMap<number, Corrected> {
  const sums = new Map<number, Corrected>();
  for (const { kind, correctsId, grossMinor } of books.documents()) {
    if (kind !== 'correction' || correctsId === null) continue;
    const { minor, count } = sums.get(correctsId) ?? { minor: 0, count: 0 };
    sums.set(correctsId, { minor: minor + grossMinor, count: count + 1 });
  }
  return sums;
}
