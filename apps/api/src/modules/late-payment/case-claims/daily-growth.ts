import { type Claim, claimView } from '@invoicetracker/interest';
import { type Money, parseAmount } from '@invoicetracker/money';

/** What one more day adds to the interest of a claim, rounded to the coin. */
export function dailyGrowth(claim: Claim): Money {
  const { amount, currency } = claimView(claim).dailyInterest;
  return parseAmount(amount, currency);
}
