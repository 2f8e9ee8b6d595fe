import {
  type InvoiceRecord,
  type InvoiceRef,
  type PaymentToRecord,
  type ProviderContext,
  ProviderError,
  type RecordsPayments,
} from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { failureOf, unexpectedAnswer } from './http/failure.js';
import { invoices } from './invoices.js';

/** A document is marked as paid as a whole; inFakt has no amount for it. */
export const recordsPayments: RecordsPayments = {
  paymentRules: { takesPartOfIt: false },
  recordPayment,
};

const Task = z.object({
  invoice_task_reference_number: z.string().regex(/^[\w-]{1,100}$/),
  processing_code: z.int(),
});
type Task = z.output<typeof Task>;

const RUNNING: readonly number[] = [100, 120, 140];
const DONE: readonly number[] = [200, 201];
/** From a second on, doubled each time: about half a minute altogether. */
const LOOKS = 5;

/**
 * inFakt takes it as a task and says later how that went, in an HTTP 200 even when it failed. Only the document itself,
 * read again, proves it: `paid_date` is set. Asking twice is harmless, as marking what is paid changes nothing.
 */
async function recordPayment(
  context: ProviderContext,
  ref: InvoiceRef,
  payment: PaymentToRecord,
): Promise<'recorded' | 'already-there'> {
  const document = await read(context, ref);
  if (document.paidOn !== null) return 'already-there';
  checkRules(document, payment);
  const outcome = await finished(context, await begin(context, ref, payment));
  const after = await read(context, ref);
  if (after.paidOn !== null) return 'recorded';
  if (DONE.includes(outcome.processing_code)) throw notKnownYet();
  throw refused('payment-refused', 'inFakt could not mark the document as paid.');
}

function checkRules(document: InvoiceRecord, payment: PaymentToRecord): void {
  if (document.collection !== 'invoices' || document.kind !== 'invoice')
    throw refused('kind-not-taken', 'Only VAT invoices can be marked as paid by the API.');
  if (document.isDraft) throw refused('payment-refused', 'The document is a draft.');
  if (document.currency !== payment.currency)
    throw refused('currency-differs', 'The document is in another currency.');
  if (payment.amountMinor !== document.openMinor)
    throw refused('part-not-taken', 'inFakt takes only all of what it has as open.');
  if (document.issuedOn !== null && payment.paidOn < document.issuedOn)
    throw refused('paid-before-issued', 'inFakt takes no payment from before the day of issue.');
}

async function begin(
  context: ProviderContext,
  ref: InvoiceRef,
  { paidOn }: PaymentToRecord,
): Promise<Task> {
  const response = await context.request({
    method: 'POST',
    path: `/async/invoices/${ref.externalId}/paid.json`,
    body: { invoice: { paid_date: paidOn } },
  });
  if (response.status === 422)
    throw refused('payment-refused', 'inFakt refuses to mark the document as paid.');
  if (response.status !== 200 && response.status !== 201) throw failureOf(response);
  return taskIn(response.body, response.status);
}

/** @throws ProviderError `retry` when it is still running after all looks */
async function finished(context: ProviderContext, begun: Task): Promise<Task> {
  let task = begun;
  for (let look = 0; RUNNING.includes(task.processing_code); look += 1) {
    if (look === LOOKS) throw notKnownYet();
    await context.wait(1000 * 2 ** look);
    const path = `/async/invoices/status/${begun.invoice_task_reference_number}.json`;
    const response = await context.request({ method: 'GET', path });
    if (response.status !== 200) throw failureOf(response);
    task = taskIn(response.body, response.status);
  }
  return task;
}

async function read(context: ProviderContext, ref: InvoiceRef): Promise<InvoiceRecord> {
  const document = await invoices.getInvoice(context, ref);
  if (document === 'gone') throw refused('document-gone', 'inFakt no longer has the document.');
  return document;
}

function taskIn(body: unknown, status: number): Task {
  const task = Task.safeParse(body);
  if (!task.success) throw unexpectedAnswer(status);
  return task.data;
}

function notKnownYet(): ProviderError {
  return new ProviderError({
    actor: 'retry',
    code: 'payment-pending',
    message: 'inFakt is still working on it.',
  });
}

function refused(code: string, message: string): ProviderError {
  return new ProviderError({ actor: 'reject', code, message });
}
