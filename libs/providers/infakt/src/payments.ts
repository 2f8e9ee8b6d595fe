/** What inFakt tells about money on one document. */
export interface ReportedPayment {
  readonly paidOn: string | null;
  readonly grossMinor: bigint;
  readonly paidMinor: bigint | null;
  readonly leftMinor: bigint | null;
}

/**
 * What is still owed. `paid_date` is the only durable sign of payment: `status` is overwritten by the last action, and
 * `left_to_pay`/`paid_price` may stay unsettled on a document marked as paid. On partly paid ones they are all there is.
 */
export function openMinor(reported: ReportedPayment): bigint {
  if (reported.paidOn !== null) return 0n;
  return reported.leftMinor ?? reported.grossMinor - (reported.paidMinor ?? 0n);
}
