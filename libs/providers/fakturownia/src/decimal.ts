import { exponentOf, isCurrency } from '@invoicetracker/money';

const DECIMAL = /^(?<sign>-?)(?<whole>\d{1,15})(?:[.,](?<decimals>\d{1,12}))?$/;

/** A JSON number carries no more: 17 digits would come back as others. */
const CERTAIN_DIGITS = 15;

/**
 * The minor units of a decimal such as "2.46" or "1000.0", exactly.
 *
 * @returns null for what is no decimal, or has more of them than the currency (zeros aside)
 */
export function minorOf(text: string, currency: string): bigint | null {
  const parts = partsOf(text, currency);
  return parts === null || parts.rest !== '' ? null : parts.minor;
}

/** Like `minorOf`, rounded half away from zero: unit prices have up to four decimals. */
export function roundedMinorOf(text: string, currency: string): bigint | null {
  const parts = partsOf(text, currency);
  if (parts === null) return null;
  const isUp = parts.rest !== '' && parts.rest[0]! >= '5';
  return isUp ? parts.minor + (parts.isNegative ? -1n : 1n) : parts.minor;
}

/** "13.0" is 13 and "1.50" is 1.5; null for what is no decimal. */
export function plainDecimal(text: string): string | null {
  const parts = DECIMAL.exec(text)?.groups;
  if (parts === undefined) return null;
  const whole = BigInt(parts['whole']!).toString();
  const decimals = (parts['decimals'] ?? '').replace(/0+$/, '');
  const digits = decimals === '' ? whole : `${whole}.${decimals}`;
  return digits === '0' ? digits : parts['sign']! + digits;
}

function partsOf(text: string, currency: string) {
  const parts = DECIMAL.exec(text)?.groups;
  if (parts === undefined || !isCurrency(currency)) return null;
  const exponent = exponentOf(currency);
  const decimals = parts['decimals'] ?? '';
  const isNegative = parts['sign'] === '-';
  const digits = BigInt(parts['whole']! + decimals.slice(0, exponent).padEnd(exponent, '0'));
  if (String(digits).length > CERTAIN_DIGITS) return null;
  const rest = decimals.slice(exponent).replace(/0+$/, '');
  return { minor: isNegative ? -digits : digits, rest, isNegative };
}
