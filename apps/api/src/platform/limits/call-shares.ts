/** How long a share that was taken may be spent: after that its calls are forgotten, not saved up. */
const SHARE_MS = 10_000;
/** Shares that are over are thrown out when there are this many. */
const MANY = 10_000;

interface Share {
  calls: number;
  readonly until: number;
  readonly remaining: number;
  readonly fullAt: number;
}

/** The calls that this process has taken out of the shared buckets and not yet spent. */
export class CallShares {
  private readonly shares = new Map<string, Share>();

  /** Spends one call; null where none is held. */
  spend(key: string, wall: number): { remaining: number; resetSeconds: number } | null {
    const share = this.shares.get(key);
    if (share === undefined || share.calls === 0 || share.until <= wall) return null;
    share.calls -= 1;
    return {
      remaining: share.remaining + share.calls,
      resetSeconds: Math.max(0, (share.fullAt - wall) / 1000),
    };
  }

  /** Keeps calls that were taken at once, with those that other requests have just taken. */
  keep(
    key: string,
    calls: number,
    bucket: { remaining: number; resetSeconds: number },
    wall: number,
  ): void {
    const before = this.shares.get(key);
    const held = before === undefined || before.until <= wall ? 0 : before.calls;
    if (calls + held === 0) {
      this.shares.delete(key);
      return;
    }
    if (this.shares.size >= MANY) this.throwOut(wall);
    this.shares.set(key, {
      calls: calls + held,
      until: wall + SHARE_MS,
      remaining: bucket.remaining,
      fullAt: wall + bucket.resetSeconds * 1000,
    });
  }

  private throwOut(wall: number): void {
    for (const [key, share] of this.shares) if (share.until <= wall) this.shares.delete(key);
  }
}
