import type { LocalDate } from '@invoicetracker/calendar';
import type { ProviderContext } from '@invoicetracker/provider-kit';
import { orNull, row } from '@invoicetracker/provider-kit/read-row';

import { PAGE_SIZE } from './config.js';
import { unexpectedAnswer } from './http/failure.js';
import { type Condition, findRows } from './http/find-rows.js';
import { PAYMENTS } from './modules.js';
import { day, decimal, id, ownId, text } from './wire.js';

/** A payment as wFirma has it. */
export interface FoundPayment {
  readonly id: bigint;
  readonly invoiceId: string;
  /** decimal text in the currency of the invoice */
  readonly value: string | null;
  readonly paidOn: LocalDate | null;
}

const paymentRow = orNull(
  row({ id: ownId, object_name: text, object_id: id, value: decimal, date: day }),
);

/**
 * All payments of these invoices.
 *
 * @throws ProviderError `retry` when wFirma does not keep to what it is asked: a payment that is not on the list must be
 *   one that does not exist
 */
export async function findPayments(
  context: ProviderContext,
  invoiceIds: readonly string[],
): Promise<readonly FoundPayment[]> {
  const found: FoundPayment[] = [];
  for (let after = 0n, isEnd = invoiceIds.length === 0; !isEnd;) {
    const conditions = conditionsFor(invoiceIds, after);
    const query = { conditions, order: 'Payment.id', page: 1, limit: PAGE_SIZE };
    const { rows, total } = await findRows(context, PAYMENTS, query);
    for (const raw of rows) {
      const payment = readPayment(raw, invoiceIds);
      if (payment === null || payment.id <= after) throw unexpectedAnswer(200);
      found.push(payment);
      after = payment.id;
    }
    if (rows.length === 0 && total > 0) throw unexpectedAnswer(200);
    isEnd = rows.length >= total;
  }
  return found;
}

function conditionsFor(invoiceIds: readonly string[], after: bigint): readonly Condition[] {
  const [only] = invoiceIds;
  const ofInvoices: Condition =
    invoiceIds.length === 1
      ? { field: 'Payment.object_id', operator: 'eq', value: only as string }
      : { field: 'Payment.object_id', operator: 'in', value: invoiceIds.join(',') };
  const above: Condition = { field: 'Payment.id', operator: 'gt', value: String(after) };
  const asked: Condition[] = [
    { field: 'Payment.object_name', operator: 'eq', value: 'invoice' },
    ofInvoices,
  ];
  return after === 0n ? asked : [...asked, above];
}

/** Null when the row is none that was asked for. */
function readPayment(raw: unknown, invoiceIds: readonly string[]): FoundPayment | null {
  const payment = paymentRow(raw);
  if (payment === null) return null;
  const { object_name, object_id, value, date } = payment;
  if (object_name !== 'invoice' || object_id === null || !invoiceIds.includes(object_id))
    return null;
  return { id: BigInt(payment.id), invoiceId: object_id, value, paidOn: date };
}
