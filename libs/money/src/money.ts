import { currency, type Currency } from './currency.js';

/** An amount in minor units of its currency: 125,00 zł is `{ minor: 12500n, currency: 'PLN' }`. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

/** Thrown when amounts of two currencies meet; sums never mix currencies. */
export class CurrencyMismatch extends Error {
  readonly code = 'currency-mismatch';

  constructor(left: Currency, right: Currency) {
    super(`Cannot combine ${left} with ${right}`);
    this.name = 'CurrencyMismatch';
  }
}

/** Builds an amount from minor units; throws `UnknownCurrency`. */
export function money(minor: bigint, code: string): Money {
  return { minor, currency: currency(code) };
}

/** Nothing, in that currency. */
export function zero(code: string): Money {
  return money(0n, code);
}

/** The sum; throws {@link CurrencyMismatch}. */
export function add(left: Money, right: Money): Money {
  requireSameCurrency(left, right);
  return { minor: left.minor + right.minor, currency: left.currency };
}

/** What is left of `left`; throws {@link CurrencyMismatch}. */
export function subtract(left: Money, right: Money): Money {
  requireSameCurrency(left, right);
  return { minor: left.minor - right.minor, currency: left.currency };
}

export function negate(amount: Money): Money {
  return { minor: -amount.minor, currency: amount.currency };
}

/** -1, 0 or 1, fit for sorting; throws {@link CurrencyMismatch}. */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  requireSameCurrency(left, right);
  if (left.minor === right.minor) return 0;
  return left.minor < right.minor ? -1 : 1;
}

/** The smaller of the two; throws {@link CurrencyMismatch}. */
export function min(left: Money, right: Money): Money {
  return compare(left, right) <= 0 ? left : right;
}

export function isZero(amount: Money): boolean {
  return amount.minor === 0n;
}

/** True above zero: zero itself is not positive. */
export function isPositive(amount: Money): boolean {
  return amount.minor > 0n;
}

function requireSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new CurrencyMismatch(left.currency, right.currency);
}
