import { isOnOrAfter, type LocalDate } from '@invoicetracker/calendar';
import { isPositive } from '@invoicetracker/money';
import type { CaseFacts } from './case-facts.js';
import type { DunningPolicy } from './policy.js';
import { dayAtOffset } from './stage-due-on.js';

/** True from the day the policy opens a case on, as long as something is owed. */
export function caseOpens(
  facts: Pick<CaseFacts, 'dueOn' | 'balance' | 'isCancelled'>,
  policy: Pick<DunningPolicy, 'caseOpensOffsetDays'>,
  asOf: LocalDate,
): boolean {
  if (facts.isCancelled || !isPositive(facts.balance)) return false;
  return isOnOrAfter(asOf, caseOpensOn(facts.dueOn, policy));
}

/** The first day an invoice due that day becomes a case. */
export function caseOpensOn(
  dueOn: LocalDate,
  policy: Pick<DunningPolicy, 'caseOpensOffsetDays'>,
): LocalDate {
  return dayAtOffset(dueOn, policy.caseOpensOffsetDays);
}
