import { addDays } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import type { DefaultStart, DefaultStartFacts } from '../law/default-start.js';
import { Refusal } from '../law/refusal.js';

/**
 * HU-5: 30 days from receipt of the demand or invoice; from the performance if the invoice came earlier
 * or its receipt is unclear.
 */
export function defaultStart(facts: DefaultStartFacts): DefaultStart | Refusal {
  const { invoiceReceivedOn, performedOn } = facts;
  const cameEarly =
    invoiceReceivedOn !== null && performedOn !== null && invoiceReceivedOn < performedOn;
  const from = cameEarly ? performedOn : (invoiceReceivedOn ?? performedOn);
  if (from === null) {
    return new Refusal('fact-missing', 'Neither receipt of the invoice nor performance is known.', {
      field: 'invoiceReceivedOn',
    });
  }
  const lastDayOn = effectiveDueOn('HU', addDays(from, 30));
  return { lastDayOn, startsOn: addDays(lastDayOn, 1), rules: ['HU-5', 'HU-11'] };
}
