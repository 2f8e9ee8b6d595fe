import { exponentOf } from '@invoicetracker/money';

/** Doubles carry that many digits; a number with more of them is the rest of somebody's arithmetic. */
const DIGITS_OF_A_DOUBLE = 16;

/**
 * An amount in major units as minor ones: "99.99" in EUR is 9999n. What is finer than the currency is refused, unless it
 * is the dust that adding floats leaves: 26999.999999999996 means 27000.
 *
 * @returns null when the amount is finer than its currency
 * @throws UnknownCurrency
 */
export function exactMinor(decimal: string, currency: string): bigint | null {
  const { minor, rest, isNegative } = split(decimal, currency);
  if (/^0*$/.test(rest)) return signed(minor, isNegative);
  if (decimal.replace(/\D/g, '').replace(/^0+/, '').length < DIGITS_OF_A_DOUBLE) return null;
  const whole = 10n ** BigInt(rest.length);
  const dust = BigInt(rest);
  if (dust * 10_000n < whole) return signed(minor, isNegative);
  return (whole - dust) * 10_000n < whole ? signed(minor + 1n, isNegative) : null;
}

/** Rounded half away from zero: prices of a unit may be finer than their currency. */
export function roundedMinor(decimal: string, currency: string): bigint {
  const { minor, rest, isNegative } = split(decimal, currency);
  return signed(/^[5-9]/.test(rest) ? minor + 1n : minor, isNegative);
}

/** The number to send: 9999n in EUR is 99.99, which JSON writes with exactly these digits. */
export function majorNumber(minor: bigint, currency: string): number {
  const exponent = exponentOf(currency);
  const digits = String(minor < 0n ? -minor : minor).padStart(exponent + 1, '0');
  const cut = digits.length - exponent;
  return Number(`${minor < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`);
}

function split(decimal: string, currency: string) {
  const [whole = '', decimals = ''] = decimal.replace(/^-/, '').split('.');
  const exponent = exponentOf(currency);
  return {
    minor: BigInt(whole + decimals.slice(0, exponent).padEnd(exponent, '0')),
    rest: decimals.slice(exponent),
    isNegative: decimal.startsWith('-'),
  };
}

function signed(minor: bigint, isNegative: boolean): bigint {
  return isNegative ? -minor : minor;
}
