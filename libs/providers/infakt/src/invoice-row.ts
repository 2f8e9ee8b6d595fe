import {
  misread,
  plainText,
  type ReadBy,
  type Reader,
  day,
  idNumber,
  list,
  neededText,
  perhaps,
  row,
  text,
  wholeNumber,
  yesOrNo,
} from '@invoicetracker/provider-kit/read-row';

import { minor, quantity } from './wire.js';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const uuid: Reader<string> = (value) => {
  if (!UUID.test(plainText(value))) throw misread('not-an-id');
  return value as string;
};

const serviceRow = row({
  name: text,
  unit: text,
  quantity,
  unit_net_price: perhaps(minor),
  net_price: minor,
  tax_price: minor,
  gross_price: minor,
  tax_symbol: text,
  correction: perhaps(yesOrNo),
});

/**
 * A document as inFakt sends it; fields we do not use are ignored, whatever they hold.
 * Beware of the names: `payment_date` is the due date, `paid_date` the day of payment.
 */
export const invoiceRow = row({
  id: idNumber,
  uuid,
  number: text,
  kind: neededText,
  status: text,
  currency: (value: unknown) => (value === undefined ? 'PLN' : plainText(value)),
  payment_method: text,
  invoice_date: day,
  sale_date: day,
  payment_date: day,
  paid_date: day,
  net_price: minor,
  tax_price: minor,
  gross_price: minor,
  paid_price: perhaps(minor),
  left_to_pay: perhaps(minor),
  client_id: perhaps(wholeNumber),
  client_company_name: text,
  client_first_name: text,
  client_last_name: text,
  client_business_activity_kind: text,
  client_street: text,
  client_street_number: text,
  client_flat_number: text,
  client_city: text,
  client_post_code: text,
  client_tax_code: text,
  client_country: text,
  bank_account: text,
  bank_name: text,
  swift: text,
  split_payment: perhaps(yesOrNo),
  ksef_number: text,
  corrected_invoice_uuid: text,
  services: perhaps(list(serviceRow)),
  extensions: perhaps(
    row({ payments: perhaps(row({ link: text })), shares: perhaps(row({ link: text })) }),
  ),
});

export type InvoiceRow = ReadBy<typeof invoiceRow>;
export type ServiceRow = ReadBy<typeof serviceRow>;
