import { maxDay, type LocalDate } from '@invoicetracker/calendar';
import type { CaseFacts } from './case-facts.js';
import type { DunningPolicy, Stage } from './policy.js';
import { dayAtOffset } from './stage-due-on.js';

/** The first day the gap lets a stage go; null where no contact holds it back. */
export function gapEndsOn(facts: CaseFacts, policy: DunningPolicy, stage: Stage): LocalDate | null {
  if (stage.audience === 'staff') return announcementEndsOn(facts, policy, stage);
  const [first, ...others] = contactDays(facts, policy);
  if (!first) return null;
  // a client hears from us at most once a day, however small the account sets the gap
  return dayAtOffset(maxDay(first, ...others), Math.max(1, policy.minGapDays));
}

/**
 * A hand-over writes to nobody outside, so no contact of another case holds it back. But the letter
 * before it named a deadline: the client gets the days the policy puts between the two stages, also
 * where a late start or a downtime has brought that letter out late.
 */
function announcementEndsOn(
  facts: CaseFacts,
  policy: DunningPolicy,
  stage: Stage,
): LocalDate | null {
  const announcing = policy.stages.findLast((earlier) => countedOn(facts, earlier) !== null);
  if (!announcing) return null;
  const days = Math.max(1, stage.offsetDays - announcing.offsetDays);
  return dayAtOffset(countedOn(facts, announcing)!, days);
}

function countedOn(facts: CaseFacts, stage: Stage): LocalDate | null {
  const record = facts.stages.find(
    (one) => one.stageKey === stage.key && one.outcome === 'counted',
  );
  return record?.on ?? null;
}

/** The client's last contact, and the case's own letters in case that one was not handed in. */
function contactDays(facts: CaseFacts, policy: DunningPolicy): LocalDate[] {
  const tasks = new Set(
    policy.stages.filter(({ channel }) => channel === 'task').map(({ key }) => key),
  );
  const own = facts.stages
    .filter(({ outcome, stageKey }) => outcome === 'counted' && !tasks.has(stageKey))
    .map((record) => record.on);
  return facts.clientContactedOn ? [facts.clientContactedOn, ...own] : own;
}
