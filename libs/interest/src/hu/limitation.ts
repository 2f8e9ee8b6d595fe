import type { LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import type { Limitation, LimitationEvent, LimitationFacts } from '../law/limitation.js';
import { yearsLater } from '../law/years-later.js';

const YEARS = 5;

/** Those that last count from their end. A part payment alone is not taken for an acknowledgement. */
const STARTS_ANEW: Partial<Record<LimitationEvent['kind'], 'at-once' | 'when-ended'>> = {
  acknowledgement: 'at-once',
  'agreed-change': 'at-once',
  'bankruptcy-filing': 'at-once',
  'court-claim': 'when-ended',
  enforcement: 'when-ended',
};

/** HU-10: five years from maturity, without a year-end rule; what comes after them changes nothing. */
export function limitation({ dueOn, events }: LimitationFacts): Limitation {
  const effective: LimitationEvent[] = [];
  let lastDayOn: LocalDate = yearsLater(effectiveDueOn('HU', dueOn), YEARS);
  for (const event of events.toSorted((left, right) => (left.on < right.on ? -1 : 1))) {
    const starts = STARTS_ANEW[event.kind];
    if (starts === undefined || event.on > lastDayOn) continue;
    effective.push(event);
    if (starts === 'when-ended' && event.endedOn === null) {
      return { lastDayOn: null, effective, rules: ['HU-10'] };
    }
    lastDayOn = yearsLater(event.endedOn ?? event.on, YEARS);
  }
  return { lastDayOn, effective, rules: ['HU-10'] };
}
