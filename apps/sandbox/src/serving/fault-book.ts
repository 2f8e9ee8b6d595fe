/** Faults that replace or disturb a whole answer; the frame plays them for every provider alike. */
export const ANSWER_FAULTS = [
  '429',
  '429-retry-after',
  '429-retry-date',
  '500',
  '5xx-burst',
  'error-200',
  'slow',
  'silence',
  'cut',
  'html',
  'repeat-page',
  'clock-ahead',
  'expired-key',
] as const;

/** Faults in the rows of a list: `disturbedPage` and `spoiltRows` play them where a player makes its page. */
export const ROW_FAULTS = [
  'duplicate-rows',
  'vanish',
  'ignore-filter',
  'empty-page',
  'reorder',
  'wrong-currency',
  'wrong-types',
  'bad-row',
] as const;

export const FAULT_KINDS = [...ANSWER_FAULTS, ...ROW_FAULTS] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultOrder {
  /** regular expression over the path below the base, such as "^/invoices\\.json$" */
  readonly match: string;
  readonly kind: FaultKind;
  /** how many requests it hits; 1 unless told, a dead key stays dead, a burst is 4 long */
  readonly times?: number;
  /** how many requests of this path pass before it begins; 0 unless told */
  readonly after?: number;
  /** of `slow`: how late the right answer comes (5 s unless told); of `silence`: how long until it hangs up (30 s) */
  readonly delayMs?: number;
  /** of `500` and `html`: another status */
  readonly status?: number;
  /** of `429-retry-after`: what the header says; "1" unless told */
  readonly retryAfter?: string;
}

const USUAL_TIMES: Partial<Record<FaultKind, number>> = {
  'expired-key': Number.MAX_SAFE_INTEGER,
  '5xx-burst': 4,
};

export interface PendingFault extends FaultOrder {
  /** requests it will still hit */
  readonly left: number;
  /** requests that still pass before it begins */
  readonly waiting: number;
}

/** What shall go wrong, in the order it was told; one book for each provider. */
export class FaultBook {
  private orders: { order: FaultOrder; pattern: RegExp; left: number; waiting: number }[] = [];

  add(order: FaultOrder): void {
    this.orders.push({
      order,
      pattern: new RegExp(order.match),
      left: order.times ?? USUAL_TIMES[order.kind] ?? 1,
      waiting: order.after ?? 0,
    });
  }

  clear(): void {
    this.orders = [];
  }

  pending(): readonly PendingFault[] {
    return this.orders.map(({ order, left, waiting }) => ({ ...order, left, waiting }));
  }

  /** The first one that is due for this path, used up by one; those told to come later have waited one more. */
  take(path: string, kinds: readonly FaultKind[]): FaultOrder | null {
    const due = this.orders.filter(
      ({ order, pattern }) => kinds.includes(order.kind) && pattern.test(path),
    );
    const first = due.find(({ waiting }) => waiting === 0);
    for (const entry of due) if (entry.waiting > 0) entry.waiting -= 1;
    if (first === undefined) return null;
    first.left -= 1;
    if (first.left <= 0) this.orders = this.orders.filter((entry) => entry !== first);
    return first.order;
  }
}
