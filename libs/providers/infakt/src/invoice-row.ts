import { z } from 'zod';

import { Day, Minor, Quantity, Text } from './wire.js';

const ServiceRow = z.object({
  name: Text,
  unit: Text,
  quantity: Quantity,
  unit_net_price: Minor.nullish(),
  net_price: Minor,
  tax_price: Minor,
  gross_price: Minor,
  tax_symbol: Text,
  correction: z.boolean().nullish(),
});

/**
 * A document as inFakt sends it; fields we do not use are ignored, whatever they hold.
 * Beware of the names: `payment_date` is the due date, `paid_date` the day of payment.
 */
export const InvoiceRow = z.object({
  id: z.int().positive(),
  uuid: z.guid(),
  number: Text,
  kind: z.string().min(1),
  status: Text,
  currency: z.string().default('PLN'),
  payment_method: Text,
  invoice_date: Day,
  sale_date: Day,
  payment_date: Day,
  paid_date: Day,
  net_price: Minor,
  tax_price: Minor,
  gross_price: Minor,
  paid_price: Minor.nullish(),
  left_to_pay: Minor.nullish(),
  client_id: z.int().nullish(),
  client_company_name: Text,
  client_first_name: Text,
  client_last_name: Text,
  client_business_activity_kind: Text,
  client_street: Text,
  client_street_number: Text,
  client_flat_number: Text,
  client_city: Text,
  client_post_code: Text,
  client_tax_code: Text,
  client_country: Text,
  bank_account: Text,
  bank_name: Text,
  swift: Text,
  split_payment: z.boolean().nullish(),
  ksef_number: Text,
  corrected_invoice_uuid: Text,
  services: z.array(ServiceRow).nullish(),
  extensions: z
    .object({
      payments: z.object({ link: Text }).nullish(),
      shares: z.object({ link: Text }).nullish(),
    })
    .nullish(),
});

export type InvoiceRow = z.output<typeof InvoiceRow>;
export type ServiceRow = z.output<typeof ServiceRow>;
