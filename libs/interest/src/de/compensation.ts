import { currency } from '@invoicetracker/money';
import type { CompensationDue } from '../law/compensation-due.js';
import type { CompensationFacts } from '../law/country-law.js';

const EUR = currency('EUR');

/** DE-2: 40 EUR per claim, to be set off against later legal costs. */
export function compensation({ kind, delayStartsOn }: CompensationFacts): CompensationDue | null {
  if (kind === 'consumer') return null;
  return {
    euro: 40n,
    currency: EUR,
    dueOn: delayStartsOn,
    exchange: null,
    isDueWithoutDemand: true,
    forfeitAfter: null,
    rules: ['DE-2'],
  };
}
