import { parseDecimal, plus, type Rational } from '../exact/rational.js';

/** Adds percentage points ("8") to a reference rate. */
export function withPoints(points: string): (reference: Rational) => Rational {
  const margin = parseDecimal(points);
  return (reference) => plus(reference, margin);
}
