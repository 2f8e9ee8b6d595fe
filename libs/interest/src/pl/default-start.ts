import { addDays } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import type { DefaultStart, DefaultStartFacts } from '../law/default-start.js';
import { Refusal } from '../law/refusal.js';

/** PL-8: without an agreed term, interest runs after 30 days from the creditor's performance. */
export function defaultStart({ performedOn }: DefaultStartFacts): DefaultStart | Refusal {
  if (performedOn === null) {
    return new Refusal('fact-missing', 'The day of the performance is not known.', {
      field: 'performedOn',
    });
  }
  const lastDayOn = effectiveDueOn('PL', addDays(performedOn, 30));
  return { lastDayOn, startsOn: addDays(lastDayOn, 1), rules: ['PL-8', 'PL-11'] };
}
