import type { LineRecord } from '@invoicetracker/provider-kit';

import { minorOf, plainDecimal, roundedMinorOf } from './decimal.js';
import type { InvoiceRow, PositionRow } from './invoice-row.js';

/**
 * The lines of a document. A correction may come with its lines as they were and as they are now beside the difference;
 * the difference is what it changes.
 *
 * @returns null when one of them holds something that is no number
 */
export function linesOf(row: InvoiceRow): readonly LineRecord[] | null {
  const shown = (row.positions ?? []).filter(
    ({ deleted, kind }) =>
      deleted !== true && kind !== 'correction_before' && kind !== 'correction_after',
  );
  const lines = shown.map((position) => lineOf(position, row.currency));
  return lines.every((line) => line !== null) ? lines : null;
}

function lineOf(position: PositionRow, currency: string): LineRecord | null {
  const netMinor = minorOf(position.total_price_net, currency);
  const grossMinor = minorOf(position.total_price_gross, currency);
  const quantity = plainDecimal(position.quantity ?? '1');
  if (netMinor === null || grossMinor === null || quantity === null) return null;
  const unit = position.price_net ?? null;
  return {
    name: position.name ?? '',
    unit: position.quantity_unit,
    quantity,
    unitNetMinor: (unit === null ? null : roundedMinorOf(unit, currency)) ?? netMinor,
    netMinor,
    taxMinor: grossMinor - netMinor,
    grossMinor,
    taxSymbol: position.tax,
  };
}
