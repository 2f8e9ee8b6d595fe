import { dividedBy, minus, plus, rational, times, type Rational } from '../exact/rational.js';

/** What was open and sold in a period. */
export interface CollectionPeriod {
  readonly openAtStart: Rational;
  readonly creditSales: Rational;
  readonly openAtEnd: Rational;
  /** the part of `openAtEnd` that is not due */
  readonly notDueAtEnd: Rational;
  readonly months: number;
}

/** Collection effectiveness index in percent: of what could be collected, how much was. */
export function collectionEffectiveness(period: CollectionPeriod): Rational {
  const monthly = dividedBy(period.creditSales, rational(BigInt(period.months)));
  const collectable = plus(period.openAtStart, monthly);
  return times(
    dividedBy(minus(collectable, period.openAtEnd), minus(collectable, period.notDueAtEnd)),
    rational(100n),
  );
}
