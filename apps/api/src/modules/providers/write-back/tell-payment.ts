import { localDate } from '@invoicetracker/calendar';
import {
  type ProviderContext,
  ProviderError,
  type RecordsPayments,
} from '@invoicetracker/provider-kit';

import type { PendingWrite } from './pending-write.js';

/** What came of telling a payment. */
export type Told =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly error: ProviderError }
  /** @property isInDoubt it may have been taken all the same */
  | { readonly kind: 'later'; readonly error: ProviderError; readonly isInDoubt: boolean };

/** Tells one payment. The connector reads first, so that what is there already is not written again. */
export async function tellPayment(
  provider: RecordsPayments,
  context: ProviderContext,
  write: PendingWrite,
): Promise<Told> {
  let hasWritten = write.wasUnknown;
  let isWriting = false;
  const watched: ProviderContext = {
    ...context,
    request: (wanted) => {
      isWriting = !(wanted.isRead ?? wanted.method === 'GET');
      hasWritten ||= isWriting;
      return context.request(wanted);
    },
  };
  try {
    await provider.recordPayment(watched, write, {
      amountMinor: BigInt(write.amountMinor),
      currency: write.currency,
      paidOn: localDate(write.paidOn),
      reference: write.paymentId,
      twinsTold: write.twinsTold,
    });
    return { kind: 'written' };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.actor === 'reject') return { kind: 'refused', error };
    // The key may read and not write: that is no reason to stop reading.
    if (isWriting && error.code === 'scope-missing') return { kind: 'refused', error };
    return { kind: 'later', error, isInDoubt: hasWritten };
  }
}
