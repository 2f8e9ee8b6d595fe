import { addDays, daysBetween, localDate, type LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import type {
  Limitation,
  LimitationClaim,
  LimitationEvent,
  LimitationFacts,
} from '../law/limitation.js';
import { endOfYear, yearsLater } from '../law/years-later.js';

const YEARS: Readonly<Record<LimitationClaim, number>> = {
  sale: 2,
  business: 3,
  carriage: 1,
  'court-title': 6,
};
const YEAR_END_FROM = localDate('2018-07-09');
const SUMMONS_STOPS_FROM = localDate('2022-06-30');

/**
 * PL-31 to PL-34. The period runs from the due date the law shifts to; what comes after its end changes
 * nothing any more.
 */
export function limitation({ claim, dueOn, events }: LimitationFacts): Limitation {
  const inOrder = events.toSorted((left, right) => (left.on < right.on ? -1 : 1));
  let runsFrom = effectiveDueOn('PL', dueOn);
  let stoppedDays = 0;
  const effective: LimitationEvent[] = [];
  const lastDay = (): LocalDate => lastDayOf(claim, runsFrom, stoppedDays);
  for (const event of inOrder) {
    const effect = effectOf(event);
    if (effect === 'none' || event.on > lastDay()) continue;
    effective.push(event);
    if (effect !== 'anew' && event.endedOn === null) return result(claim, null, effective);
    if (effect === 'stop') stoppedDays += daysBetween(event.on, event.endedOn!);
    else {
      runsFrom = event.endedOn ?? event.on;
      stoppedDays = 0;
    }
  }
  return result(claim, lastDay(), effective);
}

type Effect = 'none' | 'anew' | 'anew-after-proceeding' | 'stop';

function effectOf({ kind, on }: LimitationEvent): Effect {
  switch (kind) {
    case 'demand':
      return 'none';
    case 'acknowledgement':
    case 'part-payment':
    case 'agreed-change':
      return 'anew';
    case 'court-claim':
    case 'enforcement':
    case 'bankruptcy-filing':
      return 'anew-after-proceeding';
    case 'mediation':
    case 'conciliation-summons':
      // PL-34: before that day they started the period anew
      return on < SUMMONS_STOPS_FROM ? 'anew-after-proceeding' : 'stop';
  }
}

function lastDayOf(claim: LimitationClaim, from: LocalDate, stoppedDays: number): LocalDate {
  const years = YEARS[claim];
  const last = addDays(yearsLater(from, years), stoppedDays);
  const endsWithYear = years >= 2 && last >= YEAR_END_FROM;
  return endsWithYear ? endOfYear(last) : last;
}

function result(
  claim: LimitationClaim,
  lastDayOn: LocalDate | null,
  effective: readonly LimitationEvent[],
): Limitation {
  const rules = YEARS[claim] >= 2 ? ['PL-31', 'PL-32'] : ['PL-31'];
  return {
    lastDayOn,
    effective,
    rules: effective.length > 0 ? [...rules, 'PL-33', 'PL-34'] : rules,
  };
}
