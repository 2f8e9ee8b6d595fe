import { currency } from '@invoicetracker/money';
import { bankingDayUntil } from '../law/banking-day.js';
import type { CompensationDue } from '../law/compensation-due.js';
import type { CompensationFacts } from '../law/country-law.js';
import { yearsLater } from '../law/years-later.js';

const HUF = currency('HUF');

/**
 * HU-7, HU-8: 40 EUR in forint, to be claimed within a year. On a day without a fixing the last one before
 * it counts, which is this product's reading.
 */
export function compensation({ kind, delayStartsOn }: CompensationFacts): CompensationDue | null {
  if (kind === 'consumer') return null;
  return {
    euro: 40n,
    currency: HUF,
    dueOn: delayStartsOn,
    exchange: { publisher: 'MNB', on: bankingDayUntil('HU', delayStartsOn) },
    isDueWithoutDemand: false,
    forfeitAfter: yearsLater(delayStartsOn, 1),
    rules: ['HU-7', 'HU-8'],
  };
}
