/** So many requests of one sort in a window that slides. */
export interface RateRule {
  /** which requests it counts; all unless told */
  readonly counts?: (request: { readonly method: string; readonly path: string }) => boolean;
  readonly windowMs: number;
  readonly requests: number;
}

export interface RatePlan {
  readonly rules: readonly RateRule[];
  /** who goes on all the same is blocked altogether */
  readonly block?: { readonly afterExcesses: number; readonly forMs: number };
}

/** `retryAfterMs`: when the next request of this sort passes */
export type RateVerdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'too-many' | 'blocked'; readonly retryAfterMs: number };

const PASS: RateVerdict = { kind: 'pass' };

/** A provider's limit, kept per address or key; what is refused does not count. */
export class RateLimit {
  private readonly askers = new Map<string, AskerRecord>();

  constructor(private readonly plan: RatePlan) {}

  /** @param nowMs from a clock that only goes forward */
  judge(asker: string, method: string, path: string, nowMs: number): RateVerdict {
    const record = this.askers.get(asker) ?? {
      recent: this.plan.rules.map((): number[] => []),
      excesses: 0,
      blockedUntil: 0,
    };
    this.askers.set(asker, record);
    if (nowMs < record.blockedUntil)
      return { kind: 'blocked', retryAfterMs: record.blockedUntil - nowMs };
    const counting = this.plan.rules
      .map((rule, index) => ({ rule, recent: record.recent[index] as number[] }))
      .filter(({ rule }) => rule.counts?.({ method, path }) ?? true);
    for (const { rule, recent } of counting) {
      while (recent.length > 0 && (recent[0] as number) <= nowMs - rule.windowMs) recent.shift();
    }
    const full = counting.filter(({ rule, recent }) => recent.length >= rule.requests);
    if (full.length > 0) return this.excess(record, full, nowMs);
    for (const { recent } of counting) recent.push(nowMs);
    if (counting.every(({ recent }) => recent.length === 1)) record.excesses = 0;
    return PASS;
  }

  forget(): void {
    this.askers.clear();
  }

  private excess(
    record: AskerRecord,
    full: readonly { rule: RateRule; recent: readonly number[] }[],
    nowMs: number,
  ): RateVerdict {
    const { block } = this.plan;
    record.excesses += 1;
    if (block !== undefined && record.excesses >= block.afterExcesses)
      record.blockedUntil = nowMs + block.forMs;
    const waits = full.map(({ rule, recent }) => (recent[0] ?? nowMs) + rule.windowMs - nowMs);
    return { kind: 'too-many', retryAfterMs: Math.max(...waits) };
  }
}

interface AskerRecord {
  /** one list of instants for each rule */
  readonly recent: readonly number[][];
  excesses: number;
  blockedUntil: number;
}
