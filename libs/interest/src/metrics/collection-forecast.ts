import { minus, NOTHING, plus, times, type Rational } from '../exact/rational.js';

/** An ageing bucket and how likely its money comes in the time looked at. */
export interface ForecastBucket {
  readonly open: Rational;
  /** disputed, and not counted on */
  readonly excluded: Rational;
  /** 0 to 1 */
  readonly probability: Rational;
}

/** The money to be expected: each bucket's undisputed part by its likelihood. */
export function collectionForecast(buckets: readonly ForecastBucket[]): Rational {
  return buckets.reduce(
    (sum, { open, excluded, probability }) => plus(sum, times(minus(open, excluded), probability)),
    NOTHING,
  );
}
