import { type Money, subtract } from '@invoicetracker/money';
import type { CaseFacts } from './case-facts.js';

/** What is asked for: the balance less what the client has in hand for it. */
export function owed({ balance, credited }: Pick<CaseFacts, 'balance' | 'credited'>): Money {
  return subtract(balance, credited);
}
