import { exponentOf } from '@invoicetracker/money';

/**
 * An amount in minor units of its currency, from text alone: no number of JavaScript's is involved.
 *
 * @param decimal as `Decimal` lets it through
 * @returns null when it cannot be said exactly ("1.005" PLN): what is owed is never rounded
 */
export function exactMinor(decimal: string, currency: string): bigint | null {
  const { minor, isExact } = scaled(decimal, exponentOf(currency));
  return isExact ? minor : null;
}

/** A unit price, which may have more decimals than the currency: half a minor unit goes away from zero. */
export function roundedMinor(decimal: string, currency: string): bigint {
  return scaled(decimal, exponentOf(currency)).minor;
}

function scaled(decimal: string, exponent: number): { minor: bigint; isExact: boolean } {
  const isNegative = decimal.startsWith('-');
  const [whole = '', decimals = ''] = decimal.replace('-', '').split('.');
  const kept = decimals.slice(0, exponent).padEnd(exponent, '0');
  const rest = decimals.slice(exponent);
  const floor = BigInt(whole + kept || '0');
  const size = /^[5-9]/.test(rest) ? floor + 1n : floor;
  return { minor: isNegative ? -size : size, isExact: /^0*$/.test(rest) };
}

/** `amount` divided by a decimal quantity, in whole minor units, half away from zero; null when the quantity is 0. */
export function dividedBy(amount: bigint, quantity: string): bigint | null {
  const places = quantity.split('.')[1]?.length ?? 0;
  const divisor = BigInt(quantity.replace('.', ''));
  if (divisor === 0n) return null;
  const dividend = amount * 10n ** BigInt(places);
  const isNegative = dividend < 0n !== divisor < 0n;
  const [n, d] = [absolute(dividend), absolute(divisor)];
  const size = (2n * n + d) / (2n * d);
  return isNegative ? -size : size;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
