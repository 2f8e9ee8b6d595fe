import { isCurrency } from '@invoicetracker/money';
import {
  type ClientSnapshot,
  type Finding,
  finding,
  type InvoiceRecord,
  type LineRecord,
  normaliseTaxNumber,
  type SetAside,
  told,
} from '@invoicetracker/provider-kit';
import { attempt } from '@invoicetracker/provider-kit/read-row';

import { type Collection, kindOf } from './collections.js';
import { type Amounts, correctionAmounts } from './corrections.js';
import { type InvoiceRow, invoiceRow, type ServiceRow } from './invoice-row.js';
import { countryCode, type PartyFacts, partyKind, partyName, streetLine } from './parties.js';
import { openMinor } from './payments.js';

/** One row of a list or a detail: the record, or the reason why it cannot be one. */
export type ReadRow<T> =
  | { readonly isUsable: true; readonly record: T }
  | { readonly isUsable: false; readonly setAside: SetAside };

export function readInvoice(collection: Collection, raw: unknown): ReadRow<InvoiceRecord> {
  const attempted = attempt(invoiceRow, raw);
  if (!attempted.isRead) return aside(collection, raw, 'malformed', ...attempted.findings);
  const row = attempted.value;
  if (!isCurrency(row.currency)) {
    return aside(collection, raw, 'unknown-currency', finding('not-a-currency', 'currency'));
  }
  const kind = kindOf(collection, row.kind);
  const amounts = kind === 'credit_note' ? correctionAmounts(row) : statedAmounts(row);
  if (amounts === null) {
    return aside(collection, raw, 'unclear-correction', finding('sums-disagree'));
  }
  return { isUsable: true, record: { ...record(collection, row, amounts), kind } };
}

function record(
  collection: Collection,
  row: InvoiceRow,
  amounts: Amounts,
): Omit<InvoiceRecord, 'kind'> {
  const isChange = amounts.grossMinor !== row.gross_price;
  return {
    collection,
    externalId: row.uuid,
    sequence: BigInt(row.id),
    number: row.number,
    isDraft: row.status === 'draft',
    currency: row.currency,
    ...amounts,
    openMinor: openMinor({
      paidOn: row.paid_date,
      grossMinor: amounts.grossMinor,
      // where the totals state the new amount, so do these two
      paidMinor: isChange ? null : row.paid_price,
      leftMinor: isChange ? null : row.left_to_pay,
    }),
    paidOn: row.paid_date,
    issuedOn: row.invoice_date,
    soldOn: row.sale_date,
    dueOn: row.payment_date,
    client: snapshot(row),
    paymentMethod: row.payment_method,
    bankAccount: row.bank_account?.replace(/\s/g, '') ?? null,
    bankName: row.bank_name,
    swift: row.swift,
    isSplitPayment: row.split_payment ?? false,
    ksefNumber: row.ksef_number,
    correctsExternalId: row.corrected_invoice_uuid,
    lines: (row.services ?? []).map(line),
    payLink: row.extensions?.payments?.link ?? row.extensions?.shares?.link ?? null,
  };
}

function statedAmounts(row: InvoiceRow): Amounts {
  return { netMinor: row.net_price, taxMinor: row.tax_price, grossMinor: row.gross_price };
}

function snapshot(row: InvoiceRow): ClientSnapshot {
  const facts: PartyFacts = {
    companyName: row.client_company_name,
    firstName: row.client_first_name,
    lastName: row.client_last_name,
    activityKind: row.client_business_activity_kind,
    taxNumber: normaliseTaxNumber(row.client_tax_code),
  };
  const id = row.client_id;
  return {
    externalId: id === null ? null : String(id),
    name: partyName(facts, id),
    kind: partyKind(facts),
    taxNumber: facts.taxNumber,
    street: streetLine(row.client_street, row.client_street_number, row.client_flat_number),
    postalCode: row.client_post_code,
    city: row.client_city,
    country: countryCode(row.client_country),
  };
}

function line(row: ServiceRow): LineRecord {
  return {
    name: row.name ?? '',
    unit: row.unit,
    quantity: row.quantity,
    unitNetMinor: row.unit_net_price ?? row.net_price,
    netMinor: row.net_price,
    taxMinor: row.tax_price,
    grossMinor: row.gross_price,
    taxSymbol: row.tax_symbol,
  };
}

function aside(
  collection: string,
  raw: unknown,
  reason: SetAside['reason'],
  ...findings: readonly Finding[]
): { isUsable: false; setAside: SetAside } {
  const uuid = (raw as { uuid?: unknown } | null)?.uuid;
  const externalId = typeof uuid === 'string' ? uuid : null;
  return {
    isUsable: false,
    setAside: { collection, externalId, reason, ...told(...findings), record: raw },
  };
}
