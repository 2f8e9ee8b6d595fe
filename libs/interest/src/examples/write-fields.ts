import { formatAmount, type Money } from '@invoicetracker/money';
import { decimalText, rational, times, type Rational } from '../exact/rational.js';
import type { Refusal } from '../law/refusal.js';
import type { Fields } from './example.js';

const PER_MAJOR_UNIT = rational(1n, 100n);

export function amountText(amount: Money | null): string | null {
  return amount && formatAmount(amount);
}

/** Exact minor units as major ones with twenty decimals. */
export function unroundedText(minor: Rational): string {
  return decimalText(times(minor, PER_MAJOR_UNIT), 20);
}

/** How a figure that could not be worked out answers. */
export function refusedFields(refusal: Refusal): Fields {
  return {
    refused: true,
    blocked: true,
    error: refusal.code.replaceAll('-', '_'),
    detail: refusal.detail,
    missing: refusal.missing,
  };
}
