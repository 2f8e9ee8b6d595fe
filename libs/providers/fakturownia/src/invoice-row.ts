import {
  day,
  idNumber,
  list,
  misread,
  neededText,
  oneOf,
  perhaps,
  plainText,
  type ReadBy,
  type Reader,
  row,
  text,
  wholeNumber,
} from '@invoicetracker/provider-kit/read-row';

import { decimal, flag, textOrNumber } from './wire.js';

const positionRow = row({
  name: text,
  kind: text,
  quantity: perhaps(decimal),
  quantity_unit: text,
  price_net: perhaps(decimal),
  tax: textOrNumber,
  total_price_net: decimal,
  total_price_gross: decimal,
  deleted: flag,
});

const settlementRow = row({ kind: oneOf(['charge', 'deduction']), amount: decimal });

const income: Reader<boolean> = (value) => {
  const read = flag(value);
  if (read === null) throw misread('missing');
  return read;
};

/**
 * A document as Fakturownia sends it; fields we do not use are ignored, whatever they hold.
 * Beware of the names: `payment_to` is the due date, `paid_date` the day of payment, `paid` an amount.
 */
export const invoiceRow = row({
  id: idNumber,
  number: text,
  kind: neededText,
  /** false on costs, whose `buyer_…` fields are those of the seller */
  income,
  status: neededText,
  cancelled: flag,
  deleted: flag,
  currency: (value: unknown) => (value === undefined ? 'PLN' : plainText(value)),
  payment_type: text,
  issue_date: day,
  sell_date: text,
  transaction_date: text,
  payment_to: text,
  payment_to_kind: textOrNumber,
  paid_date: day,
  updated_at: text,
  price_net: decimal,
  price_tax: decimal,
  price_gross: decimal,
  paid: perhaps(decimal),
  settlement_positions: perhaps(list(settlementRow)),
  skonto_active: flag,
  skonto_discount_date: text,
  skonto_discount_value: textOrNumber,
  client_id: perhaps(wholeNumber),
  buyer_name: text,
  buyer_first_name: text,
  buyer_last_name: text,
  buyer_company: flag,
  buyer_tax_no: text,
  buyer_tax_no_kind: text,
  buyer_street: text,
  buyer_post_code: text,
  buyer_city: text,
  buyer_country: text,
  seller_bank: text,
  seller_bank_account: text,
  split_payment: flag,
  use_oss: flag,
  use_moss: flag,
  gov_status: text,
  gov_id: text,
  invoice_id: perhaps(wholeNumber),
  from_invoice_id: perhaps(wholeNumber),
  token: text,
  view_url: text,
  positions: perhaps(list(positionRow)),
});

export type InvoiceRow = ReadBy<typeof invoiceRow>;
export type PositionRow = ReadBy<typeof positionRow>;
