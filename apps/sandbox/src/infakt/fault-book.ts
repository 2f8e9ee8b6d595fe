/** Faults that replace or disturb a whole answer. */
export const ANSWER_FAULTS = ['429', '429-retry-after', '500', 'slow', 'cut', 'html'] as const;
/** Faults in the rows of a list. */
export const ROW_FAULTS = [
  'duplicate-rows',
  'vanish',
  'ignore-filter',
  'wrong-currency',
  'bad-row',
] as const;

export type FaultKind = (typeof ANSWER_FAULTS)[number] | (typeof ROW_FAULTS)[number];

export interface FaultOrder {
  /** regular expression over the path below the base, such as "^/invoices\\.json$" */
  readonly match: string;
  readonly kind: FaultKind;
  /** how many requests it hits; 1 unless told */
  readonly times?: number;
  /** of `slow`: how late the right answer comes; 5 seconds unless told */
  readonly delayMs?: number;
  /** of `500` and `html`: another status; of `429-retry-after`: not used */
  readonly status?: number;
  /** of `429-retry-after`: what the header says; "1" unless told */
  readonly retryAfter?: string;
}

export class FaultBook {
  private orders: (FaultOrder & { readonly pattern: RegExp; left: number })[] = [];

  add(order: FaultOrder): void {
    this.orders.push({ ...order, pattern: new RegExp(order.match), left: order.times ?? 1 });
  }

  clear(): void {
    this.orders = [];
  }

  pending(): readonly (FaultOrder & { readonly left: number })[] {
    return this.orders.map(({ pattern: _, ...order }) => order);
  }

  /** The first one that is due for this path, used up by one. */
  take(path: string, kinds: readonly FaultKind[]): FaultOrder | null {
    const due = this.orders.find((order) => kinds.includes(order.kind) && order.pattern.test(path));
    if (due === undefined) return null;
    due.left -= 1;
    if (due.left <= 0) this.orders = this.orders.filter((order) => order !== due);
    return due;
  }
}
