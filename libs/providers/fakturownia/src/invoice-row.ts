import { z } from 'zod';

import { Day, Decimal, Flag, Text } from './wire.js';

const PositionRow = z.object({
  name: Text,
  kind: Text,
  quantity: Decimal.nullish(),
  quantity_unit: Text,
  price_net: Decimal.nullish(),
  tax: z.union([Text, z.number().transform(String)]),
  total_price_net: Decimal,
  total_price_gross: Decimal,
  deleted: Flag,
});

const SettlementRow = z.object({ kind: z.enum(['charge', 'deduction']), amount: Decimal });

/**
 * A document as Fakturownia sends it; fields we do not use are ignored, whatever they hold.
 * Beware of the names: `payment_to` is the due date, `paid_date` the day of payment, `paid` an amount.
 */
export const InvoiceRow = z.object({
  id: z.int().positive(),
  number: Text,
  kind: z.string().min(1),
  /** false on costs, whose `buyer_…` fields are those of the seller */
  income: Flag.refine((income) => income !== null, 'missing, so that it might be a cost'),
  status: z.string().min(1),
  cancelled: Flag,
  deleted: Flag,
  currency: z.string().default('PLN'),
  payment_type: Text,
  issue_date: Day,
  sell_date: Text,
  transaction_date: Text,
  payment_to: Text,
  payment_to_kind: z.union([Text, z.number().transform(String)]),
  paid_date: Day,
  updated_at: Text,
  price_net: Decimal,
  price_tax: Decimal,
  price_gross: Decimal,
  paid: Decimal.nullish(),
  settlement_positions: z.array(SettlementRow).nullish(),
  skonto_active: Flag,
  skonto_discount_date: Text,
  skonto_discount_value: Decimal.nullish().or(z.literal('')),
  client_id: z.int().nullish(),
  buyer_name: Text,
  buyer_first_name: Text,
  buyer_last_name: Text,
  buyer_company: Flag,
  buyer_tax_no: Text,
  buyer_tax_no_kind: Text,
  buyer_street: Text,
  buyer_post_code: Text,
  buyer_city: Text,
  buyer_country: Text,
  seller_bank: Text,
  seller_bank_account: Text,
  split_payment: Flag,
  use_oss: Flag,
  use_moss: Flag,
  gov_status: Text,
  gov_id: Text,
  invoice_id: z.int().nullish(),
  from_invoice_id: z.int().nullish(),
  token: Text,
  view_url: Text,
  positions: z.array(PositionRow).nullish(),
});

export type InvoiceRow = z.output<typeof InvoiceRow>;
export type PositionRow = z.output<typeof PositionRow>;
