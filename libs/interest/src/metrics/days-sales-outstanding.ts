import {
  dividedBy,
  minus,
  plus,
  NOTHING,
  rational,
  times,
  type Rational,
} from '../exact/rational.js';

/** Sales on credit of one month and how many days it had. */
export interface MonthOfSales {
  readonly sales: Rational;
  readonly days: number;
}

/** DSO: receivables as days of the period's credit sales; throws RangeError without sales. */
export function daysSalesOutstanding(
  receivables: Rational,
  creditSales: Rational,
  days: number,
): Rational {
  return times(dividedBy(receivables, creditSales), rational(BigInt(days)));
}

/** Average days delinquent: DSO without the part that is not due yet. */
export function averageDaysDelinquent(
  receivables: Rational,
  notDue: Rational,
  creditSales: Rational,
  days: number,
): Rational {
  return minus(
    daysSalesOutstanding(receivables, creditSales, days),
    daysSalesOutstanding(notDue, creditSales, days),
  );
}

/**
 * DSO by counting back: whole months, newest first, as long as the receivables cover their sales, then the
 * part of the next. Null when all the months together sold less than is open.
 */
export function countBackDso(
  receivables: Rational,
  newestFirst: readonly MonthOfSales[],
): Rational | null {
  let left = receivables;
  let days = NOTHING;
  for (const month of newestFirst) {
    const after = minus(left, month.sales);
    if (after.numerator <= 0n) {
      return plus(days, times(dividedBy(left, month.sales), rational(BigInt(month.days))));
    }
    left = after;
    days = plus(days, rational(BigInt(month.days)));
  }
  return left.numerator === 0n ? days : null;
}
