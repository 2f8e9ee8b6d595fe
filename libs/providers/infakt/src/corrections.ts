import type { InvoiceRow, ServiceRow } from './invoice-row.js';

export interface Amounts {
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly grossMinor: bigint;
}

/**
 * The change a correction makes, negative when the client owes less; null when it cannot be told.
 *
 * Its lines come in pairs, as it was and as it is now, so their difference is the change. The document's own totals are
 * not documented: they may state the change or the new amount, hence the difference is believed only when they agree
 * with one of the two. A correction without pairs is taken at its totals.
 */
export function correctionAmounts(row: InvoiceRow): Amounts | null {
  const stated = { netMinor: row.net_price, taxMinor: row.tax_price, grossMinor: row.gross_price };
  const lines = row.services ?? [];
  const before = sum(lines.filter(({ correction }) => correction === false));
  const after = sum(lines.filter(({ correction }) => correction === true));
  if (!lines.some(({ correction }) => typeof correction === 'boolean')) return stated;
  const change = {
    netMinor: after.netMinor - before.netMinor,
    taxMinor: after.taxMinor - before.taxMinor,
    grossMinor: after.grossMinor - before.grossMinor,
  };
  const agrees = stated.grossMinor === change.grossMinor || stated.grossMinor === after.grossMinor;
  return agrees ? change : null;
}

function sum(lines: readonly ServiceRow[]): Amounts {
  return lines.reduce<Amounts>(
    (total, line) => ({
      netMinor: total.netMinor + line.net_price,
      taxMinor: total.taxMinor + line.tax_price,
      grossMinor: total.grossMinor + line.gross_price,
    }),
    { netMinor: 0n, taxMinor: 0n, grossMinor: 0n },
  );
}
