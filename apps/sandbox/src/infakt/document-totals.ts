import type { SandboxDocument, SandboxLine } from './sandbox-document.js';

export interface Totals {
  readonly net: number;
  readonly tax: number;
  readonly gross: number;
}

/** Of a correction: what it changes, so lines "as it was" count against lines "as it is now". */
export function totalsOf(lines: readonly SandboxLine[]): Totals {
  return lines.reduce(
    (sum, line) => {
      const sign = line.isAfter === false ? -1 : 1;
      return {
        net: sum.net + sign * line.net,
        tax: sum.tax + sign * line.tax,
        gross: sum.gross + sign * line.gross,
      };
    },
    { net: 0, tax: 0, gross: 0 },
  );
}

/** `paid_price` and `left_to_pay` as the wire shows them, with the trap: marking as paid does not always settle them. */
export function reportedPayment(
  document: SandboxDocument,
  gross: number,
): { paid: number; left: number } {
  if (document.paidOn !== null && document.isSettlingKept) return { paid: gross, left: 0 };
  return { paid: document.paidMinor, left: gross - document.paidMinor };
}
