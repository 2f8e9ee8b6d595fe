import { EXPONENTS } from './iso-4217.js';

declare const known: unique symbol;

/** A three-letter ISO 4217 code that this product can count in. */
export type Currency = string & { readonly [known]: true };

/** Thrown for a code that is not an ISO 4217 currency (`xyz`, `pln`, `ZŁ`). */
export class UnknownCurrency extends Error {
  readonly kind = 'invalid';
  readonly code = 'unknown-currency';

  constructor(text: string) {
    super(`"${text}" is not an ISO 4217 currency code`);
    this.name = 'UnknownCurrency';
  }
}

/** True for an upper-case ISO 4217 code. */
export function isCurrency(text: string): text is Currency {
  return EXPONENTS.has(text);
}

/** The code as a checked currency; throws {@link UnknownCurrency}. */
export function currency(text: string): Currency {
  if (!isCurrency(text)) throw new UnknownCurrency(text);
  return text;
}

/** Decimals of one major unit: PLN 2, JPY 0, KWD 3; throws {@link UnknownCurrency}. */
export function exponentOf(code: string): number {
  const exponent = EXPONENTS.get(code);
  if (exponent === undefined) throw new UnknownCurrency(code);
  return exponent;
}
