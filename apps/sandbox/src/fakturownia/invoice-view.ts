import { type BookDocument, type BookLine, openMinor, paidMinor } from '../books/book-document.js';
import type { Books } from '../books/books.js';
import type { WireRow } from '../serving/page-faults.js';
import { clientView } from './client-view.js';
import { invoiceKind, isCost } from './invoice-kind.js';
import { positionsView } from './positions-view.js';
import { decimalText, warsawInstant } from './wire-text.js';

/** How a row is shown. */
export interface Showing {
  readonly books: Books;
  /** address of this firm's own pages */
  readonly home: string;
  /** how far the provider's clock goes wrong, milliseconds */
  readonly aheadMs: number;
}

/** A document as a list shows it; positions and payments only come when asked for. */
export function invoiceView(document: BookDocument, showing: Showing): WireRow {
  const { id, currency, isCancelled } = document;
  const { firm } = showing.books;
  const account = showing.books.accountFor(currency);
  const changed = new Date(Date.parse(document.updatedAt) + showing.aheadMs);
  return {
    id,
    user_id: 1,
    department_id: 11,
    client_id: document.clientId,
    number: document.number ?? `K/${id}`,
    kind: invoiceKind(document),
    income: !isCost(document),
    status: statusOf(document),
    cancelled: isCancelled,
    deleted: false,
    issue_date: document.issuedOn,
    // some firms state no more than the month
    sell_date: id % 29 === 0 ? document.soldOn.slice(0, 7) : document.soldOn,
    transaction_date: document.soldOn,
    place: firm.city,
    payment_type: document.paymentMethod,
    payment_to: document.dueOn,
    payment_to_kind: 'other_date',
    paid: decimalText(paidMinor(document)),
    paid_date: paidDate(document),
    price_net: decimalText(document.netMinor),
    price_tax: decimalText(document.taxMinor),
    price_gross: decimalText(document.grossMinor),
    currency,
    lang: 'pl',
    split_payment: false,
    oid: '',
    token: tokenOf(document),
    view_url: `${showing.home}/invoice/${tokenOf(document)}`,
    seller_name: firm.name,
    seller_tax_no: firm.taxNumber,
    seller_bank: account.bankName,
    seller_bank_account: spaced(account.accountNumber),
    ...buyer(document, showing.books),
    recipient_id: null,
    recipient_email: null,
    from_invoice_id: document.correctsId,
    invoice_id: document.correctsId,
    created_at: warsawInstant(new Date(document.createdAt)),
    updated_at: warsawInstant(changed),
    gov_status: null,
    gov_id: null,
  };
}

export function withPositions(row: WireRow, lines: readonly BookLine[]): WireRow {
  return { ...row, positions: positionsView(lines) };
}

/** What `additional_fields[invoice]=connected_payments` adds. */
export function connectedPayments({ id, currency, payments }: BookDocument): readonly WireRow[] {
  return payments.map(({ reference, paidOn, amountMinor }, index) => ({
    id: id * 100 + index,
    name: reference ?? 'Przelew',
    price: decimalText(amountMinor),
    currency,
    paid: true,
    paid_date: paidOn,
    kind: reference === undefined ? 'bank' : 'api',
    invoice_id: id,
  }));
}

function statusOf(document: BookDocument): string {
  if (document.payments.length === 0) return document.id % 2 === 0 ? 'issued' : 'sent';
  return openMinor(document) === 0 ? 'paid' : 'partial';
}

/** The day of the last payment, also on a document of which a part is open. */
function paidDate({ payments }: BookDocument): string | null {
  return payments.at(-1)?.paidOn ?? null;
}

/** On a cost it is the firm itself that buys, and its fields still read as those of a client. */
function buyer(document: BookDocument, books: Books) {
  const client = books.client(document.clientId);
  const view = client === undefined ? {} : clientView(client, 0);
  return {
    buyer_name: view.name,
    buyer_tax_no: view.tax_no,
    buyer_tax_no_kind: view.tax_no_kind,
    buyer_company: view.company,
    buyer_first_name: view.first_name,
    buyer_last_name: view.last_name,
    buyer_street: view.street,
    buyer_post_code: view.post_code,
    buyer_city: view.city,
    buyer_country: view.country,
    buyer_email: view.email,
  };
}

export function tokenOf({ uuid }: BookDocument): string {
  return uuid.replaceAll('-', '').slice(0, 20);
}

/** "24 1140 1977 …", as people write it */
function spaced(account: string): string {
  return account.replace(/^(\d\d)?((?:\d{4})+)$/, (_, check: string, rest: string) =>
    [check, ...(rest.match(/\d{4}/g) ?? [])].join(' '),
  );
}
