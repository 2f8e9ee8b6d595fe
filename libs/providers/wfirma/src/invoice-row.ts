import { z } from 'zod';

import { Day, Decimal, Flag, Id, Instant, OwnId, Text } from './wire.js';

const PartyRow = z.object({
  name: Text,
  nip: Text,
  tax_id_type: Text,
  street: Text,
  building_number: Text,
  flat_number: Text,
  zip: Text,
  city: Text,
  country: Text,
});

const CompanyRow = z.object({ bank_name: Text, bank_account: Text, bank_swift: Text });

const ContentRow = z.object({
  invoicecontent: z.object({
    name: Text,
    unit: Text,
    count: Decimal,
    price: Decimal,
    netto: Decimal,
    brutto: Decimal,
    vat: Text,
  }),
});

/** PHP writes a collection without entries as a list. */
const Contents = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown()).max(0)])
  .nullish()
  .transform((list) =>
    Object.entries(list ?? {})
      .filter(([key]) => /^\d+$/.test(key))
      .map(([, entry]) => entry),
  )
  .pipe(z.array(ContentRow).transform((list) => list.map(({ invoicecontent }) => invoicecontent)));

const Reference = z.object({ id: Id }).nullish();

/**
 * A document as wFirma sends it; fields we do not use are ignored, whatever they hold. Sources disagree on the names of
 * some amounts, so both are read. `paymentdate` is the due date.
 */
export const InvoiceRow = z.object({
  id: OwnId,
  type: z.string().min(1),
  fullnumber: Text,
  date: Day,
  disposaldate: Day,
  disposaldate_empty: Flag,
  paymentdate: Day,
  paymentmethod: Text,
  currency: Text.transform((text) => text ?? 'PLN'),
  netto: Decimal,
  tax: Decimal,
  total: Decimal,
  brutto: Decimal,
  /** what the document comes to with its corrections; `total` leaves them out */
  total_composed: Decimal,
  alreadypaid: Decimal,
  paid: Decimal,
  remaining: Decimal,
  price_type: Text,
  schema: Text,
  schema_cancelled: Flag,
  schema_canceled: Flag,
  corrections: Text,
  parent: Reference,
  parent_id: Id,
  contractor: Reference,
  contractor_detail: PartyRow.nullish(),
  company_detail: CompanyRow.nullish(),
  invoicecontents: Contents,
  modified: Instant,
});

export type InvoiceRow = z.output<typeof InvoiceRow>;
export type ContentRow = InvoiceRow['invoicecontents'][number];
export type PartyRow = z.output<typeof PartyRow>;

/** The document a correction corrects. */
export function parentIdOf(row: InvoiceRow): string | null {
  return row.parent?.id ?? row.parent_id;
}
