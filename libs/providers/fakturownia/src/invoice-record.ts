import { isLocalDate, type LocalDate } from '@invoicetracker/calendar';
import { isCurrency } from '@invoicetracker/money';
import {
  type ClientSnapshot,
  type Finding,
  finding,
  type InvoiceKind,
  type InvoiceRecord,
  type LineRecord,
  type SetAside,
  told,
} from '@invoicetracker/provider-kit';
import { attempt } from '@invoicetracker/provider-kit/read-row';

import { type Amounts, amountsOf, isSettled } from './amounts.js';
import { correctedId, isClear, isCorrection, NO_CHANGE } from './corrections.js';
import { idOf } from './http/numbered-pages.js';
import { type InvoiceRow, invoiceRow } from './invoice-row.js';
import { kindOf } from './kinds.js';
import { linesOf } from './lines.js';
import {
  comparableTaxNumber,
  countryCode,
  type PartyFacts,
  partyKind,
  partyName,
} from './parties.js';
import { publicLink } from './public-link.js';

/** Documents of every kind live in one list, and their ids are unique in it. */
export const COLLECTION = 'invoices';

/** One row of a list or a detail: the record, or the reason why it cannot be one. */
export type ReadRow<T> =
  | { readonly isUsable: true; readonly record: T }
  | { readonly isUsable: false; readonly setAside: SetAside };

/** @param subdomain the firm's own, for links to its documents */
export function readInvoice(raw: unknown, subdomain: string): ReadRow<InvoiceRecord> {
  const attempted = attempt(invoiceRow, raw);
  if (!attempted.isRead) return aside(raw, 'malformed', ...attempted.findings);
  const row = attempted.value;
  const kind = kindOf(row.kind);
  if (kind === null || !row.income) return aside(raw, 'malformed', finding('not-owed', 'kind'));
  if (!isCurrency(row.currency))
    return aside(raw, 'unknown-currency', finding('not-a-currency', 'currency'));
  const amounts = amountsOf(row);
  const lines = linesOf(row);
  if (amounts === null || lines === null) return aside(raw, 'malformed', finding('not-an-amount'));
  if (kind === 'credit_note' && !isClear(row, amounts))
    return aside(raw, 'unclear-correction', finding('sums-disagree'));
  return { isUsable: true, record: record(row, kind, amounts, lines, subdomain) };
}

function record(
  row: InvoiceRow,
  kind: InvoiceKind,
  stated: Amounts,
  lines: readonly LineRecord[],
  subdomain: string,
): InvoiceRecord {
  const isVoid = kind === 'cancelled' || row.cancelled === true || row.status === 'rejected';
  const isChange = isCorrection(row);
  const { paidMinor, ...amounts } = isVoid && isChange ? NO_CHANGE : stated;
  const paidOn = isSettled(row, stated) ? paymentDay(row) : null;
  return {
    collection: COLLECTION,
    externalId: String(row.id),
    sequence: BigInt(row.id),
    number: row.number,
    kind: isChange ? 'credit_note' : isVoid ? 'cancelled' : ossOr(kind, row),
    isDraft: false,
    currency: row.currency,
    ...amounts,
    openMinor: paidOn === null ? amounts.grossMinor - paidMinor : 0n,
    paidOn,
    issuedOn: row.issue_date,
    soldOn: day(row.sell_date) ?? day(row.transaction_date),
    dueOn: row.payment_to_kind === 'off' ? null : day(row.payment_to),
    client: snapshot(row),
    paymentMethod: row.payment_type,
    bankAccount: row.seller_bank_account?.replace(/\s/g, '') ?? null,
    bankName: row.seller_bank,
    swift: null,
    isSplitPayment: row.split_payment ?? false,
    // a number from the test environment is no number
    ksefNumber: row.gov_status === 'ok' ? row.gov_id : null,
    correctsExternalId: isChange ? correctedId(row) : null,
    lines: isVoid && isChange ? [] : lines,
    payLink: publicLink(row, subdomain),
  };
}

function ossOr(kind: InvoiceKind, row: InvoiceRow): InvoiceKind {
  const isOss = row.use_oss === true || row.use_moss === true;
  return kind === 'invoice' && isOss ? 'oss' : kind;
}

/** Who throws the switch by hand leaves no date: then the day of the last change, in the offset it is written with. */
function paymentDay(row: InvoiceRow): LocalDate | null {
  return row.paid_date ?? day(row.updated_at?.slice(0, 10) ?? null) ?? row.issue_date;
}

/** The day of sale may be a whole month, `2012-12`, which is no day. */
function day(text: string | null): LocalDate | null {
  return text !== null && isLocalDate(text) ? text : null;
}

function snapshot(row: InvoiceRow): ClientSnapshot {
  const facts: PartyFacts = {
    name: row.buyer_name,
    firstName: row.buyer_first_name,
    lastName: row.buyer_last_name,
    isCompany: row.buyer_company,
    taxNumber: comparableTaxNumber(row.buyer_tax_no, row.buyer_tax_no_kind),
  };
  const id = row.client_id ?? null;
  return {
    externalId: id === null ? null : String(id),
    name: partyName(facts, id),
    kind: partyKind(facts),
    taxNumber: facts.taxNumber,
    street: row.buyer_street,
    postalCode: row.buyer_post_code,
    city: row.buyer_city,
    country: countryCode(row.buyer_country),
  };
}

function aside(
  raw: unknown,
  reason: SetAside['reason'],
  ...findings: readonly Finding[]
): { isUsable: false; setAside: SetAside } {
  const externalId = idOf(raw);
  return {
    isUsable: false,
    setAside: { collection: COLLECTION, externalId, reason, ...told(...findings), record: raw },
  };
}
