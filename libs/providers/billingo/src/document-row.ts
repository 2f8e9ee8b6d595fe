import { z } from 'zod';

import { PartyRow } from './parties.js';
import { Day, Decimal, Text } from './wire.js';

const ItemRow = z.object({
  name: Text,
  net_unit_amount: Decimal.nullish(),
  quantity: Decimal,
  unit: Text,
  net_amount: Decimal,
  vat_amount: Decimal,
  gross_amount: Decimal,
  vat: Text,
});

/** What of a document is open, as Billingo has it; the list takes one of them at a time. */
export const PAYMENT_STATUSES = [
  'expired',
  'none',
  'outstanding',
  'paid',
  'partially_paid',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/**
 * A document as Billingo sends it, in a list or by itself; fields we do not use are ignored, whatever they hold.
 * `partner` is deprecated and only read where `document_partner` is missing; what `paid_date` says on unpaid documents is
 * not known, so nonsense in it means nothing.
 */
export const DocumentRow = z.object({
  id: z.int().positive(),
  invoice_number: Text,
  type: z.string().min(1),
  cancelled: z.boolean().nullish(),
  payment_status: z.enum(PAYMENT_STATUSES),
  payment_method: Text,
  gross_total: Decimal,
  currency: z.string(),
  invoice_date: Day,
  fulfillment_date: Day,
  due_date: Day,
  paid_date: Day.catch(null),
  organization: z
    .object({
      bank_account: z
        .object({ account_number: Text, account_number_iban: Text, swift: Text })
        .nullish(),
    })
    .nullish(),
  document_partner: PartyRow.nullish(),
  partner: z.unknown(),
  items: z.array(ItemRow).nullish(),
  summary: z.object({ net_amount: Decimal.nullish(), vat_amount: Decimal.nullish() }).nullish(),
  settings: z.object({ without_financial_fulfillment: z.boolean().nullish() }).nullish(),
  related_documents: z.array(z.object({ id: z.int().positive() })).nullish(),
});

export type DocumentRow = z.output<typeof DocumentRow>;
export type ItemRow = z.output<typeof ItemRow>;
