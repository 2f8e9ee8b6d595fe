import { formatAmount, InvalidAmount, type Money, parseAmount } from '@invoicetracker/money';

const TYPED =
  /^(?<whole>\d+|\d{1,3}(?:(?<group>[.,])\d{3})(?:\k<group>\d{3})*)(?:(?<point>[.,])(?<decimals>\d+))?$/;

/**
 * Reads an amount as people type it: "1 234,56", "1.234,56", "1234.5".
 *
 * @returns null for anything that is not an amount, and for what can be read in two ways: "1.234" is a thousand in Berlin
 *   and a little more than one in London
 */
export function typedAmount(text: string, currency: string): Money | null {
  const parts = TYPED.exec(text.replace(/[\s\u00a0\u202f'’]/g, ''))?.groups;
  if (!parts) return null;
  const { whole = '', group, point, decimals } = parts;
  if (group !== undefined && (point === undefined || point === group)) return null;
  try {
    return parseAmount(`${whole.replace(/[.,]/g, '')}${decimals ? `.${decimals}` : ''}`, currency);
  } catch (error) {
    if (error instanceof InvalidAmount) return null;
    throw error;
  }
}

/** "1 234,50" as "1234.50"; what is no amount as it was typed: the server says what is wrong with it. */
export function plainAmount(text: string, currency: string): string {
  const amount = typedAmount(text, currency);
  return amount === null ? text.trim() : formatAmount(amount);
}

/** How people of a region type an amount ("1000,00" in Poland), ready to be changed. */
export function amountToType(amount: string, region: string): string {
  const parts = new Intl.NumberFormat(region).formatToParts(1.5);
  return amount.replace('.', parts.find(({ type }) => type === 'decimal')?.value ?? '.');
}
