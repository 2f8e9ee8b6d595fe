import type { RequestLimit } from '@invoicetracker/provider-kit';

/** A token bucket: what it holds when full, and how fast it refills. */
export interface TokenBucket {
  readonly capacity: number;
  readonly perSecond: number;
}

/** Share of the provider's limit we plan with: requests bunch up on their way to it. */
const USABLE_SHARE = 0.95;

/**
 * A third of the limit may leave at once, the rest spreads over its window. A full bucket plus one window's
 * refill is the limit, so no stretch of that length, wherever it begins, holds more.
 *
 * @param limit the provider's limit, at least 1 request
 */
export function tokenBucket({ count, perSeconds, burst }: RequestLimit): TokenBucket {
  const usable = Math.max(1.5, count * USABLE_SHARE);
  const capacity = Math.max(1, Math.min(burst ?? Infinity, usable / 3));
  return { capacity, perSecond: (usable - capacity) / perSeconds };
}
