/** An exact fraction; the denominator is above zero. It is not always in lowest terms. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Thrown for a text that is not a plain decimal number ("1,5", "1e3", ""). */
export class InvalidDecimal extends Error {
  readonly kind = 'invalid';
  readonly code = 'invalid-decimal';

  constructor(text: string) {
    super(`"${text}" is not a decimal number: digits with at most one decimal point are expected`);
    this.name = 'InvalidDecimal';
  }
}

export const NOTHING: Rational = { numerator: 0n, denominator: 1n };

/** The fraction of two whole numbers; throws RangeError unless the denominator is above zero. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator <= 0n) throw new RangeError('A denominator is above zero');
  return { numerator, denominator };
}

const DECIMAL = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<decimals>\d+))?$/;

/** Reads "14.75" or "-0.88" exactly; throws {@link InvalidDecimal}. */
export function parseDecimal(text: string): Rational {
  const parts = DECIMAL.exec(text)?.groups;
  if (!parts) throw new InvalidDecimal(text);
  const decimals = parts.decimals ?? '';
  const digits = BigInt(`${parts.whole}${decimals}`);
  return {
    numerator: parts.sign === '-' ? -digits : digits,
    denominator: 10n ** BigInt(decimals.length),
  };
}

export function plus(left: Rational, right: Rational): Rational {
  // most sums here are of one denominator, and must not make it grow; many begin with nothing
  if (left.numerator === 0n) return right;
  if (left.denominator === right.denominator) {
    return { numerator: left.numerator + right.numerator, denominator: left.denominator };
  }
  return lowestTerms(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

export function minus(left: Rational, right: Rational): Rational {
  return plus(left, { numerator: -right.numerator, denominator: right.denominator });
}

export function times(left: Rational, right: Rational): Rational {
  return {
    numerator: left.numerator * right.numerator,
    denominator: left.denominator * right.denominator,
  };
}

/** Throws RangeError when the divisor is not above zero. */
export function dividedBy(left: Rational, divisor: Rational): Rational {
  if (divisor.numerator <= 0n) throw new RangeError('A divisor is above zero');
  return {
    numerator: left.numerator * divisor.denominator,
    denominator: left.denominator * divisor.numerator,
  };
}

/** -1, 0 or 1, fit for sorting. */
export function compareRationals(left: Rational, right: Rational): -1 | 0 | 1 {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function larger(left: Rational, right: Rational): Rational {
  return compareRationals(left, right) < 0 ? right : left;
}

export function smaller(left: Rational, right: Rational): Rational {
  return compareRationals(left, right) > 0 ? right : left;
}

/** The nearest whole number; a half goes up, away from zero when negative. */
export function roundHalfUp(value: Rational): bigint {
  const { numerator, denominator } = value;
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** The nearest whole number that is not below the value. */
export function roundUp(value: Rational): bigint {
  const whole = value.numerator / value.denominator;
  return whole * value.denominator < value.numerator ? whole + 1n : whole;
}

/** Decimal text with exactly so many decimals, rounded half up: 1/3 with 4 is "0.3333". */
export function decimalText(value: Rational, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const scaled = roundHalfUp(times(value, { numerator: scale, denominator: 1n }));
  const sign = scaled < 0n ? '-' : '';
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, '0');
  return decimals === 0
    ? sign + digits
    : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A rate as people write it: two decimals, more where they say more, six at most ("14.75", "8.125"). */
export function percentText(percent: Rational): string {
  return decimalText(percent, 6).replace(/0{1,4}$/, '');
}

function lowestTerms(numerator: bigint, denominator: bigint): Rational {
  let [left, right] = [numerator < 0n ? -numerator : numerator, denominator];
  while (right !== 0n) [left, right] = [right, left % right];
  return { numerator: numerator / left, denominator: denominator / left };
}
