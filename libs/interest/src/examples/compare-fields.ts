import { compareRationals, minus, parseDecimal, type Rational } from '../exact/rational.js';
import type { Difference } from './example.js';

/** Fields that tell a story and are no result of a calculation. */
const REMARKS = /^(note|not_allowed|published_)/;

/** Where the calculated values differ from the expected ones; only what is expected is compared. */
export function differencesOf(
  expected: unknown,
  calculated: unknown,
  field: string,
): readonly Difference[] {
  if (Array.isArray(expected)) return differencesOfLists(expected, calculated, field);
  if (typeof expected === 'object' && expected !== null) {
    const found = isObject(calculated) ? calculated : {};
    return Object.entries(expected).flatMap(([name, value]) =>
      REMARKS.test(name) ? [] : differencesOf(value, found[name], join(field, name)),
    );
  }
  return isSame(expected, calculated, field)
    ? []
    : [{ field, expected, calculated: calculated ?? null }];
}

function differencesOfLists(
  expected: readonly unknown[],
  calculated: unknown,
  field: string,
): readonly Difference[] {
  if (!Array.isArray(calculated) || calculated.length !== expected.length) {
    return [{ field, expected, calculated: calculated ?? null }];
  }
  return expected.flatMap((value, index) =>
    differencesOf(value, calculated[index], join(field, String(index))),
  );
}

/** Numbers are the same by value, "0" and "0.00"; unrounded ones as far as the example writes them out. */
function isSame(expected: unknown, calculated: unknown, field: string): boolean {
  if (expected === (calculated ?? null)) return true;
  const [want, have] = [decimalOf(expected), decimalOf(calculated)];
  if (want === null || have === null) return false;
  if (!field.endsWith('_unrounded')) return compareRationals(want, have) === 0;
  const distance = minus(want, have);
  const size = distance.numerator < 0n ? -distance.numerator : distance.numerator;
  return size * lastDigit(String(expected)) < distance.denominator;
}

/** One over the worth of the last digit written: 1000 for "0.123". */
function lastDigit(text: string): bigint {
  const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return 10n ** BigInt(decimals);
}

function decimalOf(value: unknown): Rational | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? parseDecimal(text) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function join(field: string, name: string): string {
  return field === '' ? name : `${field}.${name}`;
}
