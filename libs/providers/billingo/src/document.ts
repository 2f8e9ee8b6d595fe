import { isCurrency } from '@invoicetracker/money';
import {
  type Finding,
  finding,
  type InvoiceKind,
  type InvoiceRecord,
  type LineRecord,
  type SetAside,
  told,
} from '@invoicetracker/provider-kit';
import { attempt, orNull } from '@invoicetracker/provider-kit/read-row';
import type { LocalDate } from '@invoicetracker/calendar';

import { exactMinor, roundedMinor } from './amounts.js';
import { type DocumentRow, documentRow, type ItemRow, type PaymentStatus } from './document-row.js';
import { type PartyRow, partyRow, snapshot } from './parties.js';

/** Billingo has one list for everything it issues. */
export const COLLECTION = 'documents';

/** One row of a list or a detail: what it says, or the reason why it cannot be used. */
export type ReadRow<T> =
  | { readonly isUsable: true; readonly record: T }
  | { readonly isUsable: false; readonly setAside: SetAside };

/** A document without what only its payments tell. */
export interface BillingoDocument {
  readonly externalId: string;
  readonly type: string;
  /** null: nothing anybody owes, such as a pro forma, an offer or a waybill */
  readonly kind: InvoiceKind | null;
  readonly status: PaymentStatus;
  readonly isCancelled: boolean;
  /** settled without money, by agreement: never dunned */
  readonly isWithoutMoney: boolean;
  readonly paidDate: LocalDate | null;
  /** documents it belongs to that were made earlier and later: ids rise */
  readonly earlier: readonly string[];
  readonly later: readonly string[];
  readonly facts: DocumentFacts;
}

export type DocumentFacts = Omit<
  InvoiceRecord,
  'kind' | 'openMinor' | 'paidOn' | 'correctsExternalId' | 'payLink'
>;

const olderParty = orNull(partyRow);

export function readDocument(raw: unknown): ReadRow<BillingoDocument> {
  const attempted = attempt(documentRow, raw);
  if (!attempted.isRead) return aside(raw, 'malformed', ...attempted.findings);
  const row = attempted.value;
  if (!isCurrency(row.currency))
    return aside(raw, 'unknown-currency', finding('not-a-currency', 'currency'));
  const grossMinor = exactMinor(row.gross_total, row.currency);
  if (grossMinor === null)
    return aside(raw, 'malformed', finding('too-many-decimals', 'gross_total'));
  const party = row.document_partner ?? olderParty(row.partner);
  if (party === null) return aside(raw, 'malformed', finding('missing', 'document_partner'));
  const kind = kindOf(row.type, row.cancelled ?? false, grossMinor);
  const related = (row.related_documents ?? []).map(({ id }) => id);
  const record: BillingoDocument = {
    externalId: String(row.id),
    type: row.type,
    kind,
    status: row.payment_status,
    isCancelled: row.cancelled ?? false,
    isWithoutMoney: row.settings?.without_financial_fulfillment ?? false,
    paidDate: row.paid_date,
    earlier: related.filter((id) => id < row.id).map(String),
    later: related.filter((id) => id > row.id).map(String),
    facts: facts(row, party, grossMinor),
  };
  return { isUsable: true, record };
}

/**
 * What a document is. Only these three types are claims; a modification that takes something off the one it modifies is
 * a credit note, and stays one when it is cancelled, without an effect. What storno documents do shows on the original.
 */
function kindOf(type: string, isCancelled: boolean, grossMinor: bigint): InvoiceKind | null {
  const isReduction = type === 'modification' && grossMinor < 0n;
  if (isReduction) return 'credit_note';
  switch (type) {
    case 'invoice':
    case 'modification':
      return isCancelled ? 'cancelled' : 'invoice';
    case 'advance':
      return isCancelled ? 'cancelled' : 'advance';
    default:
      return null;
  }
}

function facts(row: DocumentRow, party: PartyRow, grossMinor: bigint): DocumentFacts {
  const { currency } = row;
  const lines = (row.items ?? []).map((item) => line(item, currency));
  const bank = row.organization?.bank_account;
  const [local, iban] = [bank?.account_number ?? null, bank?.account_number_iban ?? null];
  return {
    collection: COLLECTION,
    externalId: String(row.id),
    sequence: BigInt(row.id),
    number: row.invoice_number,
    isDraft: false,
    currency,
    ...totals(row, lines, grossMinor),
    issuedOn: row.invoice_date,
    soldOn: row.fulfillment_date,
    dueOn: row.due_date,
    client: snapshot(party),
    paymentMethod: row.payment_method,
    bankAccount: payTo(currency, local, iban),
    bankName: null,
    swift: bank?.swift ?? null,
    isSplitPayment: false,
    ksefNumber: null,
    lines,
  };
}

/** Forints are paid to the number Hungarian banks use, everything else to the international one. */
export function payTo(
  currency: string | null,
  local: string | null,
  iban: string | null,
): string | null {
  const account = currency === 'HUF' ? (local ?? iban) : (iban ?? local);
  return account?.replace(/\s/g, '') ?? null;
}

/** A cancelled reduction takes nothing off any more. Net and tax are what the summary says, else what the lines do. */
function totals(row: DocumentRow, lines: readonly LineRecord[], grossMinor: bigint) {
  if (row.cancelled === true && row.type === 'modification' && grossMinor < 0n)
    return { netMinor: 0n, taxMinor: 0n, grossMinor: 0n };
  const { net_amount: net, vat_amount: tax } = row.summary ?? {};
  const netMinor =
    net == null
      ? lines.reduce((sum, line) => sum + line.netMinor, 0n)
      : roundedMinor(net, row.currency);
  const taxMinor = tax == null ? grossMinor - netMinor : roundedMinor(tax, row.currency);
  return { netMinor, taxMinor, grossMinor };
}

function line(item: ItemRow, currency: string): LineRecord {
  return {
    name: item.name ?? '',
    unit: item.unit,
    quantity: item.quantity,
    unitNetMinor: roundedMinor(item.net_unit_amount ?? item.net_amount, currency),
    netMinor: roundedMinor(item.net_amount, currency),
    taxMinor: roundedMinor(item.vat_amount, currency),
    grossMinor: roundedMinor(item.gross_amount, currency),
    taxSymbol: item.vat?.replace(/%$/, '') ?? null,
  };
}

function aside(
  raw: unknown,
  reason: SetAside['reason'],
  ...findings: readonly Finding[]
): ReadRow<never> {
  const externalId = idOf(raw);
  return {
    isUsable: false,
    setAside: { collection: COLLECTION, externalId, reason, ...told(...findings), record: raw },
  };
}

function idOf(raw: unknown): string | null {
  const id = (raw as { id?: unknown } | null)?.id;
  return typeof id === 'number' ? String(id) : null;
}
