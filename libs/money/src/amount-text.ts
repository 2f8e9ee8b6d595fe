import { exponentOf } from './currency.js';
import { money, type Money } from './money.js';

/** Thrown when a text is not an exact amount of its currency. */
export class InvalidAmount extends Error {
  readonly kind = 'invalid';
  readonly code = 'invalid-amount';

  constructor(text: string, reason: string) {
    super(`"${text}" is not an amount: ${reason}`);
    this.name = 'InvalidAmount';
  }
}

const AMOUNT = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<decimals>\d+))?$/;

/**
 * Reads the API form ("125.00", "-3", "1500"): digits with at most one point, never rounded.
 * Throws {@link InvalidAmount} for anything else, more decimals than the currency has included,
 * and `UnknownCurrency`.
 */
export function parseAmount(text: string, code: string): Money {
  const exponent = exponentOf(code);
  const parts = AMOUNT.exec(text)?.groups;
  if (!parts) throw new InvalidAmount(text, 'digits with at most one decimal point are expected');
  const decimals = parts.decimals ?? '';
  if (decimals.length > exponent) {
    throw new InvalidAmount(text, `${code} has ${exponent} decimals`);
  }
  const minor = BigInt(`${parts.whole}${decimals.padEnd(exponent, '0')}`);
  return money(parts.sign === '-' ? -minor : minor, code);
}

/** Writes the API form with all decimals of the currency: "125.00", "-0.05", "1500" (JPY). */
export function formatAmount(amount: Money): string {
  const exponent = exponentOf(amount.currency);
  const sign = amount.minor < 0n ? '-' : '';
  const digits = String(amount.minor < 0n ? -amount.minor : amount.minor);
  if (exponent === 0) return sign + digits;
  const padded = digits.padStart(exponent + 1, '0');
  return `${sign}${padded.slice(0, -exponent)}.${padded.slice(-exponent)}`;
}
