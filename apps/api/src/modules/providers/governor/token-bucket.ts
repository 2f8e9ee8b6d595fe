/** A token bucket: what it holds when full, and how fast it refills. */
export interface TokenBucket {
  readonly capacity: number;
  readonly perSecond: number;
}

/** Share of the provider's limit we plan with: requests bunch up on their way to it. */
const USABLE_SHARE = 0.95;
const WINDOW_SECONDS = 60;

/**
 * A third of the limit may leave at once, the rest spreads over the minute. A full bucket plus one
 * minute's refill is the limit, so no window of 60 seconds, wherever it begins, holds more.
 *
 * @param limitPerMinute the provider's documented limit, at least 1
 */
export function tokenBucket(limitPerMinute: number): TokenBucket {
  const usable = Math.max(1.5, limitPerMinute * USABLE_SHARE);
  const capacity = Math.max(1, usable / 3);
  return { capacity, perSecond: (usable - capacity) / WINDOW_SECONDS };
}
