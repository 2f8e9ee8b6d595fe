import { formatAmount, money } from '@invoicetracker/money';

/** An amount of money as the API speaks it: a decimal string in the currency's own number of places. */
export class Money {
  /** e.g. "125.00" */
  amount: string;
  /** ISO 4217 */
  currency: string;
}

/** @param minor minor units, as the database gives them */
export function moneyOf(minor: string | bigint, currency: string): Money {
  return { amount: formatAmount(money(BigInt(minor), currency)), currency };
}
