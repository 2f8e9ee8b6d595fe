import {
  misread,
  neededText,
  perhaps,
  type ReadBy,
  type Reader,
  row,
} from '@invoicetracker/provider-kit/read-row';

import { day, decimal, flag, id, instant, ownId, text } from './wire.js';

const partyRow = row({
  name: text,
  nip: text,
  tax_id_type: text,
  street: text,
  building_number: text,
  flat_number: text,
  zip: text,
  city: text,
  country: text,
});

const companyRow = row({ bank_name: text, bank_account: text, bank_swift: text });

const contentRow = row({
  invoicecontent: row({
    name: text,
    unit: text,
    count: decimal,
    price: decimal,
    netto: decimal,
    brutto: decimal,
    vat: text,
  }),
});

/** An object keyed "0", "1", …; PHP writes a collection without entries as a list. */
const contents: Reader<ReadBy<typeof contentRow>['invoicecontent'][]> = (value) => {
  if (typeof (value ?? {}) !== 'object') throw misread('not-an-object');
  if (Array.isArray(value) && value.length > 0) throw misread('not-an-object');
  return Object.entries(value ?? {})
    .filter(([key]) => /^\d+$/.test(key))
    .map(([, entry]) => contentRow(entry).invoicecontent);
};

const reference = perhaps(row({ id }));

/**
 * A document as wFirma sends it; fields we do not use are ignored, whatever they hold. Sources disagree on the names of
 * some amounts, so both are read. `paymentdate` is the due date.
 */
export const invoiceRow = row({
  id: ownId,
  type: neededText,
  fullnumber: text,
  date: day,
  disposaldate: day,
  disposaldate_empty: flag,
  paymentdate: day,
  paymentmethod: text,
  currency: (value: unknown) => text(value) ?? 'PLN',
  netto: decimal,
  tax: decimal,
  total: decimal,
  brutto: decimal,
  /** what the document comes to with its corrections; `total` leaves them out */
  total_composed: decimal,
  alreadypaid: decimal,
  paid: decimal,
  remaining: decimal,
  price_type: text,
  schema: text,
  schema_cancelled: flag,
  schema_canceled: flag,
  corrections: text,
  parent: reference,
  parent_id: id,
  contractor: reference,
  contractor_detail: perhaps(partyRow),
  company_detail: perhaps(companyRow),
  invoicecontents: contents,
  modified: instant,
});

export type InvoiceRow = ReadBy<typeof invoiceRow>;
export type ContentRow = InvoiceRow['invoicecontents'][number];
export type PartyRow = ReadBy<typeof partyRow>;

/** The document a correction corrects. */
export function parentIdOf(row: InvoiceRow): string | null {
  return row.parent?.id ?? row.parent_id;
}
