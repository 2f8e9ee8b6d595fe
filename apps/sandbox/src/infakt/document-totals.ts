import type { SandboxDocument } from './sandbox-document.js';

/** `paid_price` and `left_to_pay` as the wire shows them, with the trap: marking as paid does not always settle them. */
export function reportedPayment(
  document: SandboxDocument,
  gross: number,
): { paid: number; left: number } {
  if (document.paidOn !== null && document.isSettlingKept) return { paid: gross, left: 0 };
  return { paid: document.paidMinor, left: gross - document.paidMinor };
}
