import { addDays, maxDay } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import type { DefaultStart, DefaultStartFacts } from '../law/default-start.js';
import { Refusal } from '../law/refusal.js';

/**
 * DE-3: a reminder starts the delay; without one it comes 30 days after the debt was payable and the
 * invoice received, for a consumer only if the invoice said so. Interest runs from the next day.
 */
export function defaultStart(facts: DefaultStartFacts): DefaultStart | Refusal {
  const byReminder = facts.remindedOn === null ? null : addDays(facts.remindedOn, 1);
  const needsReminder = facts.isConsumer && !facts.wasConsumerWarned;
  if (needsReminder) return { lastDayOn: null, startsOn: byReminder, rules: ['DE-3'] };
  const received = facts.invoiceReceivedOn ?? (facts.isConsumer ? null : facts.performedOn);
  if (received === null) {
    return new Refusal('fact-missing', 'The day the invoice was received is not known.', {
      field: 'invoiceReceivedOn',
    });
  }
  const thirtiethDay = addDays(maxDay(received, facts.payableOn ?? received), 30);
  const lastDayOn = effectiveDueOn('DE', thirtiethDay);
  const byTime = addDays(lastDayOn, 1);
  return {
    lastDayOn,
    startsOn: byReminder !== null && byReminder < byTime ? byReminder : byTime,
    rules: ['DE-3', 'DE-4'],
  };
}
