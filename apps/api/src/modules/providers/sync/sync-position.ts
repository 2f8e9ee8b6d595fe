import type { Cursor } from '@invoicetracker/provider-kit';

/** Where a pass over a connection stands; kept with the run, so that any worker can go on from here. */
export interface SyncPosition {
  readonly phase: 'clients' | 'invoices' | 'rechecks';
  /** The provider's own cursor inside the phase; null at its beginning. */
  readonly cursor: Cursor | null;
  /** Invoices the provider says each list has, as far as it was asked. */
  readonly totals: Readonly<Record<string, number>>;
  /** Real time at which the pass began: an old pass is not gone on with. */
  readonly beganAt: string;
}

/** The position after a page: further in the phase, or nothing when the phase is through. */
export function after(
  position: SyncPosition,
  cursor: Cursor | null,
  total: { collection: string; rows: number | null } | null,
): SyncPosition {
  const totals =
    total === null || total.rows === null
      ? position.totals
      : { ...position.totals, [total.collection]: total.rows };
  return { ...position, cursor, totals };
}

export function totalOf(position: SyncPosition): number | null {
  const totals = Object.values(position.totals);
  return totals.length === 0 ? null : totals.reduce((sum, rows) => sum + rows, 0);
}
