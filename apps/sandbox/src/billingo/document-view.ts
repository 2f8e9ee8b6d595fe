import {
  type BookDocument,
  type BookLine,
  type DocumentKind,
  settledOn,
} from '../books/book-document.js';
import type { Books } from '../books/books.js';
import { bankAccountView } from './bank-accounts.js';
import { documentPartnerView, partnerView } from './partners.js';
import { paymentStatus } from './payment-status.js';
import { methodOf } from './payments.js';

const TYPES: Readonly<Record<DocumentKind, string>> = {
  invoice: 'invoice',
  final: 'invoice',
  advance: 'advance',
  correction: 'modification',
  cancellation: 'cancellation',
  proforma: 'proforma',
  receipt: 'receipt',
  estimate: 'offer',
  draft: 'draft',
};

export function typeOf({ kind }: BookDocument): string {
  return TYPES[kind];
}

/** A document as the API shows it, in a list and by itself alike. There is no field for what was paid. */
export function documentView(books: Books, document: BookDocument, today: string) {
  const client = books.client(document.clientId);
  if (client === undefined) throw new Error(`No client ${document.clientId}`);
  const paidOn = settledOn(document);
  return {
    id: document.id,
    invoice_number: document.number ?? '',
    type: typeOf(document),
    cancelled: document.isCancelled,
    block_id: 12_345,
    payment_status: paymentStatus(books, document, today),
    payment_method: methodOf(document),
    gross_total: major(document.grossMinor),
    currency: document.currency,
    conversion_rate: document.currency === 'HUF' ? 1 : 389.5,
    invoice_date: document.issuedOn,
    fulfillment_date: document.soldOn,
    due_date: document.dueOn,
    ...(paidOn === null ? {} : { paid_date: paidOn }),
    organization: organizationView(books, document.currency),
    partner: partnerView(client),
    document_partner: documentPartnerView(client),
    electronic: true,
    comment: '',
    tags: [],
    notification_status: 'opened',
    language: 'hu',
    items: books.linesOf(document).map(itemView),
    summary: { net_amount: major(document.netMinor), vat_amount: major(document.taxMinor) },
    settings: { without_financial_fulfillment: false, round: 'none', online_payment: '' },
    online_szamla_status: 'done',
    related_documents: related(books, document),
    ...(document.kind === 'correction' ? { correction_type: 'modification' } : {}),
  };
}

/** 9999 is 99.99: dividing by a hundred gives the double nearest to that, which JSON writes as it should be. */
export function major(minor: number): number {
  return minor / 100;
}

function organizationView(books: Books, currency: string) {
  const { firm } = books;
  return {
    name: firm.name,
    tax_number: firm.taxNumber,
    bank_account: bankAccountView(books.accountFor(currency)),
    address: {
      country_code: firm.country,
      post_code: firm.postalCode,
      city: firm.city,
      address: firm.street,
    },
    small_taxpayer: false,
    ev_number: '',
    eu_tax_number: '',
    cash_settled: false,
  };
}

/** A modification takes the lines back as they were and states them as they are now. */
function itemView(line: BookLine) {
  const sign = line.isAfter === false ? -1 : 1;
  return {
    product_id: null,
    name: line.name,
    net_unit_amount: major(line.unitNet),
    quantity: sign * line.quantity,
    unit: line.unit,
    net_amount: major(sign * line.net),
    gross_amount: major(sign * line.gross),
    vat: vatOf(line.taxSymbol),
    vat_amount: major(sign * line.tax),
    comment: '',
  };
}

function vatOf(symbol: string): string {
  if (symbol === 'np') return 'ÁTHK';
  return /^\d+$/.test(symbol) ? `${symbol}%` : symbol;
}

/** Both know of each other: the correction of its original, the original of all its corrections. */
function related(books: Books, document: BookDocument) {
  const [later] = books.remembered('billingo-later', () => [laterOnes(books)]);
  const original = document.correctsId === null ? undefined : books.document(document.correctsId);
  const others = [
    ...(original === undefined ? [] : [original]),
    ...(later?.get(document.id) ?? []),
  ];
  return others.map(({ id, number }) => ({ id, invoice_number: number ?? '' }));
}

function laterOnes(books: Books): ReadonlyMap<number, readonly BookDocument[]> {
  const changing = books.documents().filter(({ correctsId }) => correctsId !== null);
  return Map.groupBy(changing, ({ correctsId }) => correctsId as number);
}
