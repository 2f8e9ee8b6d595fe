import { formatAmount, money } from '@invoicetracker/money';
import {
  type InvoiceRecord,
  type InvoiceRef,
  type PaymentToRecord,
  type ProviderContext,
  ProviderError,
  type ProviderResponse,
  type RecordsPayments,
} from '@invoicetracker/provider-kit';

import { readDocument } from './document.js';
import { failureOf } from './http/failure.js';

export const payments: RecordsPayments = {
  paymentRules: { takesPartOfIt: true },
  recordPayment,
};

/**
 * Adds a payment under our reference, and finds it by that name when it is there already. Nothing is added to what is
 * settled: where the accountant was quicker, there is nothing left to record.
 */
async function recordPayment(
  context: ProviderContext,
  ref: InvoiceRef,
  payment: PaymentToRecord,
): Promise<'recorded' | 'already-there'> {
  const found = await readDocument(context, ref, 'connected_payments');
  if (found === 'gone') throw refused('document-gone', 'Fakturownia no longer has this document.');
  if (isThere(found.body, payment.reference)) return 'already-there';
  if (found.record.paidOn !== null) return 'already-there';
  const problem = problemWith(found.record, payment);
  if (problem !== null) throw refused('payment-refused', problem);
  const response = await context.request({
    method: 'POST',
    path: '/banking/payments.json',
    body: { banking_payment: paymentBody(ref, payment) },
  });
  if (!isAccepted(response)) throw rejection(response);
  return 'recorded';
}

function paymentBody(ref: InvoiceRef, payment: PaymentToRecord) {
  return {
    name: payment.reference,
    price: formatAmount(money(payment.amountMinor, payment.currency)),
    currency: payment.currency,
    invoice_id: Number(ref.externalId),
    paid: true,
    paid_date: payment.paidOn,
    kind: 'api',
  };
}

function isThere(body: unknown, reference: string): boolean {
  const { connected_payments: connected } = body as { connected_payments?: unknown };
  if (!Array.isArray(connected)) return false;
  return connected.some((payment: unknown) => {
    const name = (payment as { name?: unknown } | null)?.name;
    return typeof name === 'string' && name.trim() === reference.trim();
  });
}

function problemWith(record: InvoiceRecord, payment: PaymentToRecord): string | null {
  if (record.kind === 'cancelled' || record.kind === 'credit_note')
    return 'Nothing can be paid on this document.';
  if (record.currency !== payment.currency) return 'The document is in another currency.';
  if (payment.amountMinor <= 0n || payment.amountMinor > record.openMinor)
    return 'The payment is more than what is open on the document.';
  return null;
}

/** Some refusals come as HTTP 200 with `code: "error"`. */
function isAccepted({ status, body }: ProviderResponse): boolean {
  const isError = (body as { code?: unknown } | null | undefined)?.code === 'error';
  return (status === 200 || status === 201) && !isError;
}

/** What is wrong with the payment is the payment's, everything else the connection's. */
function rejection(response: ProviderResponse): ProviderError {
  const isOurs = [200, 201, 404, 422].includes(response.status);
  return isOurs
    ? refused('payment-refused', 'Fakturownia does not accept the payment.')
    : failureOf(response);
}

function refused(code: string, message: string): ProviderError {
  return new ProviderError({ actor: 'reject', code, message });
}
