import type { BookClient } from '../books/book-client.js';
import { type BookDocument, type BookLine, paidMinor } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import { taxIdOf } from './contractor-view.js';
import { decimal, instant, spaced } from './wire-words.js';

const TYPES: Readonly<Partial<Record<BookDocument['kind'], string>>> = {
  invoice: 'normal',
  proforma: 'proforma',
  advance: 'advance',
  final: 'final',
  correction: 'correction',
  receipt: 'receipt_normal',
  estimate: 'offer',
};

/** Drafts there are none, and what is cancelled is marked itself. */
export function isShown(document: BookDocument): boolean {
  return TYPES[document.kind] !== undefined;
}

/** What the corrections of a document change, and how many there are. */
export interface Corrected {
  readonly minor: number;
  readonly count: number;
}

/** The fields that can be asked for. */
export function invoiceHeader(
  document: BookDocument,
  corrected: Corrected,
): Record<string, string> {
  const total = document.grossMinor;
  const composed = total + corrected.minor;
  // a receipt is handed over against payment
  const paid = document.kind === 'receipt' ? total : paidMinor(document);
  const remaining = document.isCancelled ? 0 : composed - paid;
  return {
    id: String(document.id),
    type: TYPES[document.kind] ?? '',
    fullnumber: document.number ?? '',
    date: document.issuedOn,
    disposaldate: document.soldOn,
    paymentdate: document.dueOn,
    paymentmethod: document.paymentMethod,
    paymentstate: stateOf(remaining, paid),
    alreadypaid: decimal(paid),
    remaining: decimal(remaining),
    netto: decimal(document.netMinor),
    tax: decimal(document.taxMinor),
    total: decimal(total),
    total_composed: decimal(composed),
    currency: document.currency,
    schema_cancelled: document.isCancelled ? '1' : '0',
    modified: instant(document.updatedAt),
  };
}

export function invoiceView(
  books: Books,
  document: BookDocument,
  corrected: Corrected,
  aheadMs: number,
): Record<string, unknown> {
  const account = books.accountFor(document.currency);
  return {
    ...invoiceHeader(document, corrected),
    disposaldate_empty: '0',
    price_type: 'netto',
    corrections: String(corrected.count),
    parent: { id: String(document.correctsId ?? 0) },
    contractor: { id: String(document.clientId) },
    contractor_detail: detail(books.client(document.clientId)),
    company_detail: {
      id: '702218',
      name: books.firm.name,
      nip: books.firm.taxNumber,
      bank_name: account.bankName,
      bank_account: spaced(account.accountNumber),
      bank_swift: account.swift,
    },
    invoicecontents: Object.fromEntries(
      books
        .linesOf(document)
        .filter(({ isAfter }) => isAfter !== false)
        .map((line, index) => [index, { invoicecontent: content(line, document.id, index) }]),
    ),
    created: instant(document.createdAt, aheadMs),
    modified: instant(document.updatedAt, aheadMs),
  };
}

function stateOf(remaining: number, paid: number): string {
  if (remaining <= 0) return 'paid';
  return paid > 0 ? 'undefined' : 'unpaid';
}

function detail(client: BookClient | undefined): Record<string, string> | null {
  if (client === undefined) return null;
  return {
    id: String(client.id + 5_000_000),
    name: client.name,
    ...taxIdOf(client),
    street: client.street,
    zip: client.postalCode,
    city: client.city,
    country: client.country,
  };
}

function content(line: BookLine, documentId: number, index: number): Record<string, unknown> {
  return {
    id: String(documentId * 10 + index),
    name: line.name,
    unit: line.unit,
    count: line.quantity.toFixed(4),
    price: decimal(line.unitNet),
    discount: '0',
    discount_percent: '0.00',
    netto: decimal(line.net),
    brutto: decimal(line.gross),
    vat: line.taxSymbol,
    good: { id: '0' },
  };
}
