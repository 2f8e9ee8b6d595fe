import {
  type InvoiceRef,
  type PaymentToRecord,
  type ProviderContext,
  ProviderError,
  type RecordsPayments,
} from '@invoicetracker/provider-kit';

import { majorNumber } from './amounts.js';
import type { BillingoDocument } from './document.js';
import { failureOf, unexpectedAnswer } from './http/failure.js';
import { readOne } from './invoices.js';
import { type Payment, paymentsIn, paymentsPath, readPayments, settlement } from './payments.js';

export const recordsPayments: RecordsPayments = {
  paymentRules: { takesPartOfIt: true },
  recordPayment,
};

/**
 * Adds a payment to the document's history. Billingo takes the whole history at once and forgets what is left out, so it
 * is read immediately before and sent back as it came, with one entry more. Somebody who writes between the two loses
 * that; the answer, which is the history as it is now, must at least have our entry.
 */
async function recordPayment(
  context: ProviderContext,
  ref: InvoiceRef,
  payment: PaymentToRecord,
): Promise<'recorded' | 'already-there'> {
  const document = await readOne(context, ref);
  if (document === 'gone') throw refused('document-gone', 'Billingo no longer has this document.');
  const payments = await readPayments(context, document);
  if (payments === 'gone') throw refused('document-gone', 'Billingo no longer has this document.');
  if (isThere(payments, payment)) return 'already-there';
  checkRules(document, payments, payment);
  const response = await context.request({
    method: 'PUT',
    path: paymentsPath(ref.externalId),
    body: [...payments.map(({ raw }) => raw), entryOf(document.facts, payment)],
  });
  if (response.status !== 200) throw writeFailure(response.status) ?? failureOf(response);
  if (!isThere(paymentsIn(response.body, payment.currency), payment)) throw unexpectedAnswer(200);
  return 'recorded';
}

/**
 * Our reference is put where vouchers are numbered. Whether Billingo keeps it there for a transfer is not documented, so
 * the same amount on the same day without any number is taken for ours as well, unless we have recorded that one before:
 * twice the same is the worse mistake.
 */
function isThere(payments: readonly Payment[], wanted: PaymentToRecord): boolean {
  if (payments.some(({ voucherNumber }) => voucherNumber === wanted.reference)) return true;
  const twins = payments.filter(
    ({ voucherNumber, paidOn, amountMinor }) =>
      voucherNumber === null && paidOn === wanted.paidOn && amountMinor === wanted.amountMinor,
  );
  return twins.length > (wanted.twinsTold ?? 0);
}

function checkRules(
  document: BillingoDocument,
  payments: readonly Payment[],
  { amountMinor, currency }: PaymentToRecord,
): void {
  const { kind, facts } = document;
  if (kind !== 'invoice' && kind !== 'advance')
    throw refused('not-payable', 'This document takes no payment: it is cancelled or no claim.');
  if (currency !== facts.currency)
    throw refused('currency-differs', 'The payment and the document are in different currencies.');
  const { openMinor } = settlement(document, payments);
  if (amountMinor <= 0n || amountMinor > openMinor)
    throw refused('more-than-open', 'Less than this payment is open on the document in Billingo.');
}

function entryOf({ paymentMethod }: BillingoDocument['facts'], payment: PaymentToRecord): unknown {
  return {
    date: payment.paidOn,
    price: majorNumber(payment.amountMinor, payment.currency),
    payment_method: paymentMethod ?? 'wire_transfer',
    voucher_number: payment.reference,
  };
}

/** A used-up daily number of writes answers 400 as well, and passes; a field that is wrong answers 422. */
function writeFailure(status: number): ProviderError | null {
  switch (status) {
    case 400:
      return new ProviderError({
        actor: 'retry',
        code: 'write-refused',
        message: 'Billingo takes no more changes for now.',
        status,
      });
    case 422:
      return refused('payment-refused', 'Billingo refuses this payment.');
    default:
      return null;
  }
}

function refused(code: string, message: string): ProviderError {
  return new ProviderError({ actor: 'reject', code, message });
}
