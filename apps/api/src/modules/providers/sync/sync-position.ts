import type { Cursor, InvoiceRecord, Page } from '@invoicetracker/provider-kit';

/** Where a pass over a connection stands; kept with the run, so that any worker can go on from here. */
export interface SyncPosition {
  readonly pass: 'full' | 'changes';
  /** Of a pass over changes: what it asks from. */
  readonly since: string | null;
  readonly phase: 'clients' | 'invoices' | 'rechecks';
  /** The provider's own cursor inside the phase; null at its beginning. */
  readonly cursor: Cursor | null;
  /** Invoices the provider says each list has, as far as it was asked. */
  readonly totals: Readonly<Record<string, number>>;
  /** Lists without an order: what was on none of their pages is noted at the end of the pass. */
  readonly unordered: readonly string[];
  /** Lists of which nothing may be concluded: the provider did not answer what it was asked. */
  readonly inconclusive: readonly string[];
  /** Real time at which the pass began: an old pass is not gone on with. */
  readonly beganAt: string;
  /** Business time at which the pass began: changes are asked for from about here next time. */
  readonly askedAt: string;
}

/** Where a run of an older release stopped, it had only the first three. */
export function restored(
  stored: Partial<SyncPosition> & Pick<SyncPosition, 'phase' | 'cursor' | 'beganAt'>,
): SyncPosition {
  return {
    pass: 'full',
    since: null,
    totals: {},
    unordered: [],
    inconclusive: [],
    askedAt: stored.beganAt,
    ...stored,
  };
}

/** The position after a page: further in the phase. */
export function after(position: SyncPosition, cursor: Cursor | null): SyncPosition {
  return { ...position, cursor };
}

/** The position after a page of invoices, with what the page says about its list. */
export function afterInvoices(position: SyncPosition, page: Page<InvoiceRecord>): SyncPosition {
  const { collection, total } = page;
  const { totals, unordered, inconclusive } = position;
  return {
    ...position,
    cursor: page.nextCursor,
    phase: page.nextCursor === null ? 'rechecks' : position.phase,
    totals: total === null ? totals : { ...totals, [collection]: total },
    unordered: page.sequenceRange === null ? withOne(unordered, collection) : unordered,
    inconclusive: page.isFilterHonoured ? inconclusive : withOne(inconclusive, collection),
  };
}

export function totalOf(position: SyncPosition): number | null {
  const totals = Object.values(position.totals);
  return totals.length === 0 ? null : totals.reduce((sum, rows) => sum + rows, 0);
}

function withOne(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names : [...names, name];
}
