import {
  day,
  decimalNumber,
  idNumber,
  list,
  neededText,
  oneOf,
  orNull,
  perhaps,
  plainText,
  type ReadBy,
  row,
  text,
  yesOrNo,
} from '@invoicetracker/provider-kit/read-row';

import { partyRow } from './parties.js';

const itemRow = row({
  name: text,
  net_unit_amount: perhaps(decimalNumber),
  quantity: decimalNumber,
  unit: text,
  net_amount: decimalNumber,
  vat_amount: decimalNumber,
  gross_amount: decimalNumber,
  vat: text,
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
export const documentRow = row({
  id: idNumber,
  invoice_number: text,
  type: neededText,
  cancelled: perhaps(yesOrNo),
  payment_status: oneOf(PAYMENT_STATUSES),
  payment_method: text,
  gross_total: decimalNumber,
  currency: plainText,
  invoice_date: day,
  fulfillment_date: day,
  due_date: day,
  paid_date: orNull(day),
  organization: perhaps(
    row({
      bank_account: perhaps(row({ account_number: text, account_number_iban: text, swift: text })),
    }),
  ),
  document_partner: perhaps(partyRow),
  partner: (value: unknown) => value,
  items: perhaps(list(itemRow)),
  summary: perhaps(row({ net_amount: perhaps(decimalNumber), vat_amount: perhaps(decimalNumber) })),
  settings: perhaps(row({ without_financial_fulfillment: perhaps(yesOrNo) })),
  related_documents: perhaps(list(row({ id: idNumber }))),
});

export type DocumentRow = ReadBy<typeof documentRow>;
export type ItemRow = ReadBy<typeof itemRow>;
