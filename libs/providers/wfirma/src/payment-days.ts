import { type LocalDate, maxDay } from '@invoicetracker/calendar';
import type { ProviderContext } from '@invoicetracker/provider-kit';

import { findPayments } from './find-payments.js';
import type { ReadDocument } from './invoice-record.js';

/**
 * The day of the last payment of each document that is settled. An invoice does not say when it was paid, so all
 * payments of a page are asked for at once; where nothing is settled, nothing is asked.
 */
export async function lastPaymentDays(
  context: ProviderContext,
  documents: readonly ReadDocument[],
): Promise<ReadonlyMap<string, LocalDate>> {
  const settled = documents.filter(({ amounts }) => amounts.isSettled);
  const days = new Map<string, LocalDate>();
  if (settled.length === 0) return days;
  const payments = await findPayments(
    context,
    settled.map(({ externalId }) => externalId),
  );
  for (const { invoiceId, paidOn } of payments) {
    if (paidOn === null) continue;
    const known = days.get(invoiceId);
    days.set(invoiceId, known === undefined ? paidOn : maxDay(known, paidOn));
  }
  return days;
}
