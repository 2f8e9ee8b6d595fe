import { dividedBy, rational, times, type Rational } from '../exact/rational.js';

const HUNDRED = rational(100n);

/** How much of each bucket rolled into the next a month later, in percent, and of the first into the last. */
export function rollRates(steps: readonly { readonly from: Rational; readonly into: Rational }[]): {
  readonly percents: readonly Rational[];
  readonly wholePath: Rational;
} {
  const shares = steps.map(({ from, into }) => dividedBy(into, from));
  return {
    percents: shares.map((share) => times(share, HUNDRED)),
    wholePath: times(shares.reduce(times, rational(1n)), HUNDRED),
  };
}
