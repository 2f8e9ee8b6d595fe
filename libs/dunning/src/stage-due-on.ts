import {
  addDays,
  daysBetween,
  FIRST_DAY,
  LAST_DAY,
  maxDay,
  type LocalDate,
} from '@invoicetracker/calendar';
import type { CaseFacts } from './case-facts.js';
import type { Stage } from './policy.js';

/**
 * The first day a stage of the case is due; the minimum gap may still defer it.
 * Offsets count from the agreed due date, but nothing calls an invoice overdue before the day after
 * the one the law shifts the due date to.
 */
export function stageDueOn(
  facts: Pick<CaseFacts, 'dueOn' | 'legalDueOn'>,
  stage: Stage,
): LocalDate {
  const agreed = dayAtOffset(facts.dueOn, stage.offsetDays);
  if (lapsesOnDueDate(stage)) return agreed;
  const lawful = stage.offsetDays === 0 ? facts.legalDueOn : dayAtOffset(facts.legalDueOn, 1);
  return maxDay(agreed, lawful);
}

/** A reminder of a due date to come makes no sense once the date is there; every later stage keeps. */
export function lapsesOnDueDate(stage: Stage): boolean {
  return stage.offsetDays < 0;
}

/** So many days later, held inside the calendar: odd provider dates must not stop a run. */
export function dayAtOffset(day: LocalDate, days: number): LocalDate {
  if (days > daysBetween(day, LAST_DAY)) return LAST_DAY;
  if (days < daysBetween(day, FIRST_DAY)) return FIRST_DAY;
  return addDays(day, days);
}
