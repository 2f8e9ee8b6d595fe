import type { InvoiceRow } from './invoice-row.js';
import { type StatedAmounts, statedAmounts } from './stated-amounts.js';

export interface Change {
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
}

/**
 * The change a correction makes, negative when the client owes less; null when it cannot be told.
 *
 * Whether its own total states the change or the new amount is not documented. What the corrected document says of itself
 * with and without corrections is: for its only correction the difference of the two is the change, and the correction
 * is believed when its total fits one of the readings. Otherwise only a negative total is clear, as no amount is.
 *
 * @param parent the corrected document, null when wFirma no longer has it
 */
export function correctionChange(stated: StatedAmounts, parent: InvoiceRow | null): Change | null {
  const { netMinor, taxMinor, grossMinor } = stated;
  const before = parent === null ? null : amountsOf(parent);
  if (before === null || before.correctionsMinor === 0n || parent?.corrections !== '1')
    return grossMinor <= 0n ? { netMinor, taxMinor, grossMinor } : null;
  if (grossMinor === before.correctionsMinor) return { netMinor, taxMinor, grossMinor };
  if (grossMinor !== before.grossMinor + before.correctionsMinor) return null;
  return {
    netMinor: netMinor - before.netMinor,
    taxMinor: taxMinor - before.taxMinor,
    grossMinor: before.correctionsMinor,
  };
}

function amountsOf(parent: InvoiceRow): StatedAmounts | null {
  const amounts = statedAmounts(parent);
  return 'code' in amounts ? null : amounts;
}
