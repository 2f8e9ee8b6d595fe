import type { LocalDate } from '@invoicetracker/calendar';
import type { ProviderContext } from '@invoicetracker/provider-kit';
import { z } from 'zod';

import { PAGE_SIZE } from './config.js';
import { unexpectedAnswer } from './http/failure.js';
import { type Condition, findRows } from './http/find-rows.js';
import { PAYMENTS } from './modules.js';
import { Day, Decimal, Id, OwnId, Text } from './wire.js';

/** A payment as wFirma has it. */
export interface FoundPayment {
  readonly id: bigint;
  readonly invoiceId: string;
  /** decimal text in the currency of the invoice */
  readonly value: string | null;
  readonly paidOn: LocalDate | null;
}

const PaymentRow = z.object({
  id: OwnId,
  object_name: Text,
  object_id: Id,
  value: Decimal,
  date: Day,
});

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
  const parsed = PaymentRow.safeParse(raw);
  if (!parsed.success) return null;
  const { id, object_name, object_id, value, date } = parsed.data;
  if (object_name !== 'invoice' || object_id === null || !invoiceIds.includes(object_id))
    return null;
  return { id: BigInt(id), invoiceId: object_id, value, paidOn: date };
}
