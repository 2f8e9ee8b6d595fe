import type { LocalDate } from '@invoicetracker/calendar';
import type { Limitation, LimitationEvent, LimitationFacts } from '../law/limitation.js';
import { Refusal } from '../law/refusal.js';
import { endOfYear, yearsLater } from '../law/years-later.js';

const YEARS = 3;
const STARTS_ANEW: ReadonlySet<string> = new Set([
  'acknowledgement',
  'part-payment',
  'agreed-change',
  'enforcement',
]);

/** DE-6: three years from the end of the year; an acknowledgement starts three years from its own day. */
export function limitation({ dueOn, events }: LimitationFacts): Limitation | Refusal {
  const effective: LimitationEvent[] = [];
  let lastDayOn: LocalDate = endOfYear(yearsLater(dueOn, YEARS));
  for (const event of events.toSorted((left, right) => (left.on < right.on ? -1 : 1))) {
    if (event.kind === 'demand' || event.on > lastDayOn) continue;
    if (!STARTS_ANEW.has(event.kind)) {
      return new Refusal(
        'event-not-covered',
        `What "${event.kind}" does in Germany is not known.`,
        {
          field: 'events',
        },
      );
    }
    effective.push(event);
    lastDayOn = yearsLater(event.on, YEARS);
  }
  return { lastDayOn, effective, rules: ['DE-6'] };
}
