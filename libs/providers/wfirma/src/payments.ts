import { formatAmount, money } from '@invoicetracker/money';
import {
  type InvoiceRef,
  type PaymentToRecord,
  type ProviderContext,
  ProviderError,
  type RecordsPayments,
} from '@invoicetracker/provider-kit';
import { XMLBuilder } from 'fast-xml-parser';

import { findPayments } from './find-payments.js';
import { failureOf } from './http/failure.js';
import { rowsIn } from './http/find-rows.js';
import { statusCodeOf } from './http/status-code.js';
import { invoices } from './invoices.js';
import { exactMinor } from './minor-units.js';
import { PAYMENTS } from './modules.js';

/** Parts are ordinary payments. */
export const payments: RecordsPayments = { paymentRules: { takesPartOfIt: true }, recordPayment };

const xml = new XMLBuilder({ format: false });

/**
 * A payment of wFirma's keeps no text of ours, so one of the same amount on the same day counts as this one, unless we
 * have recorded that one ourselves before. What somebody else has entered there is not entered again.
 */
async function recordPayment(
  context: ProviderContext,
  ref: InvoiceRef,
  payment: PaymentToRecord,
): Promise<'recorded' | 'already-there'> {
  if (ref.collection !== 'invoices') throw refused('payment-refused', 'Corrections are not paid.');
  if (payment.amountMinor <= 0n) throw refused('payment-refused', 'It is no amount of money.');
  const invoice = await invoices.getInvoice(context, ref);
  if (invoice === 'gone') throw refused('document-gone', 'wFirma no longer has the document.');
  if (invoice.currency !== payment.currency)
    throw refused('currency-differs', 'The document is in another currency.');
  const known = await findPayments(context, [ref.externalId]);
  const twins = known.filter(
    ({ value, paidOn }) =>
      paidOn === payment.paidOn &&
      value !== null &&
      exactMinor(value, payment.currency) === payment.amountMinor,
  );
  if (twins.length > (payment.twinsTold ?? 0)) return 'already-there';
  if (invoice.kind === 'cancelled')
    throw refused('document-cancelled', 'The document is cancelled in wFirma.');
  if (payment.amountMinor > invoice.openMinor)
    throw refused('amount-exceeds-open', 'It is more than wFirma has as open.');
  await add(context, ref.externalId, payment);
  return 'recorded';
}

async function add(
  context: ProviderContext,
  invoiceId: string,
  { amountMinor, currency, paidOn }: PaymentToRecord,
): Promise<void> {
  const payment = {
    object_name: 'invoice',
    object_id: invoiceId,
    value: formatAmount(money(amountMinor, currency)),
    date: paidOn,
  };
  const response = await context.request({
    method: 'POST',
    path: '/payments/add',
    headers: { 'content-type': 'application/xml' },
    body: xml.build({ api: { payments: { payment } } }),
  });
  const code = statusCodeOf(response.body);
  if (code === 'OK') return;
  if (code === 'ERROR') throw refused('payment-refused', reasonIn(response.body));
  throw failureOf(response);
}

/** Only the names of the fields: what wFirma writes about them may quote anything. */
function reasonIn(body: unknown): string {
  const [record] = rowsIn(body, PAYMENTS);
  const errors = (record as { errors?: Record<string, { error?: { field?: unknown } }> } | null)
    ?.errors;
  const fields = Object.values(errors ?? {})
    .map((entry) => entry?.error?.field)
    .filter((field) => typeof field === 'string' && /^[a-z_]{1,40}$/.test(field));
  const named = fields.length === 0 ? '' : ` because of ${fields.join(', ')}`;
  return `wFirma refuses the payment${named}.`;
}

function refused(code: string, message: string): ProviderError {
  return new ProviderError({ actor: 'reject', code, message });
}
