import { maxDay, type LocalDate } from '@invoicetracker/calendar';
import type { CaseFacts } from './case-facts.js';
import type { DunningPolicy, Stage } from './policy.js';
import { dayAtOffset } from './stage-due-on.js';

/** The first day the gap lets a stage go; null where no contact holds it back. */
export function gapEndsOn(facts: CaseFacts, policy: DunningPolicy, stage: Stage): LocalDate | null {
  if (stage.audience === 'staff') return null;
  const [first, ...others] = contactDays(facts);
  if (!first) return null;
  // a client hears from us at most once a day, however small the account sets the gap
  return dayAtOffset(maxDay(first, ...others), Math.max(1, policy.minGapDays));
}

/** The client's last contact, and the case's own letters in case that one was not handed in. */
function contactDays(facts: CaseFacts): LocalDate[] {
  const own = facts.stages
    .filter((record) => record.outcome === 'counted')
    .map((record) => record.on);
  return facts.clientContactedOn ? [facts.clientContactedOn, ...own] : own;
}
