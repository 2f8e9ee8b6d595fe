import {
  compareRationals,
  dividedBy,
  NOTHING,
  parseDecimal,
  plus,
  rational,
  times,
  type Rational,
} from '../exact/rational.js';

/** A promise to pay whose day has come. */
export interface DuePromise {
  readonly promised: Rational;
  /** what came in by the promised day and one banking day more */
  readonly credited: Rational;
}

/** What a promise may fall short by and still be kept. */
const TOLERANCE = parseDecimal('0.01');
const HUNDRED = rational(100n);

/** True where the whole sum came in time; partly paid is broken (ME-8). */
export function isPromiseKept({ promised, credited }: DuePromise): boolean {
  return compareRationals(plus(credited, TOLERANCE), promised) >= 0;
}

/** Kept promises in percent, by count and by amount; null without promises. */
export function promisesKept(
  promises: readonly DuePromise[],
): { readonly byCount: Rational; readonly byAmount: Rational } | null {
  const kept = promises.filter(isPromiseKept);
  const sum = (of: readonly DuePromise[]): Rational =>
    of.reduce((total, { promised }) => plus(total, promised), NOTHING);
  if (promises.length === 0 || sum(promises).numerator <= 0n) return null;
  return {
    byCount: times(rational(BigInt(kept.length), BigInt(promises.length)), HUNDRED),
    byAmount: times(dividedBy(sum(kept), sum(promises)), HUNDRED),
  };
}
