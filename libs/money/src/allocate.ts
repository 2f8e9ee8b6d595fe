import type { Money } from './money.js';

/**
 * Splits an amount by whole-number ratios; the parts always add up to it.
 * Each part gets its share rounded towards zero; the minor units left over go one each to the parts
 * with a ratio above zero, first to last. Throws RangeError when a ratio is negative or all are zero.
 */
export function allocate(amount: Money, ratios: readonly bigint[]): Money[] {
  const whole = ratios.reduce((sum, ratio) => sum + ratio, 0n);
  if (ratios.some((ratio) => ratio < 0n) || whole === 0n) {
    throw new RangeError('Ratios must not be negative, and one must be above zero');
  }
  const shares = ratios.map((ratio) => (amount.minor * ratio) / whole);
  const unit = amount.minor < 0n ? -1n : 1n;
  let left = amount.minor - shares.reduce((sum, share) => sum + share, 0n);
  return shares.map((share, index) => {
    if (left === 0n || ratios[index] === 0n) return { minor: share, currency: amount.currency };
    left -= unit;
    return { minor: share + unit, currency: amount.currency };
  });
}
