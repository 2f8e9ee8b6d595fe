import type { Money } from '@invoicetracker/money';
import { rational, type Rational } from '../exact/rational.js';
import { roundToCoin } from '../law/round-to-coin.js';
import { interestOf } from './run-course.js';

/** Interest of so many days at one yearly rate, a year having 365 days: exact in minor units, and rounded (G-3, G-4). */
export function simpleInterest(
  principal: Money,
  percent: Rational,
  days: number,
): { readonly exact: Rational; readonly rounded: Money } {
  const exact = interestOf(principal.minor, percent, rational(BigInt(days), 365n));
  return { exact, rounded: roundToCoin(exact, principal.currency) };
}
