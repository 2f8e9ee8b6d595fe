import { maxDay, type LocalDate } from '@invoicetracker/calendar';
import type { CaseFacts } from './case-facts.js';
import type { DunningPolicy, Stage } from './policy.js';
import { dayAtOffset } from './stage-due-on.js';

/** The first day the gap lets a stage go; null where no contact holds it back. */
export function gapEndsOn(facts: CaseFacts, policy: DunningPolicy, stage: Stage): LocalDate | null {
  if (stage.audience === 'staff') return null;
  const contacts = [
    ...ownContacts(facts, policy),
    ...(facts.clientContactedOn ? [facts.clientContactedOn] : []),
  ];
  const [first, ...others] = contacts;
  if (!first) return null;
  // a client hears from us at most once a day, however small the account sets the gap
  return dayAtOffset(maxDay(first, ...others), Math.max(1, policy.minGapDays));
}

/** The case's own letters count even if the client's last contact was not handed in. */
function ownContacts(facts: CaseFacts, policy: DunningPolicy): LocalDate[] {
  const staffKeys = new Set(
    policy.stages.filter((stage) => stage.audience === 'staff').map((stage) => stage.key),
  );
  return facts.stages
    .filter((record) => record.outcome === 'counted' && !staffKeys.has(record.stageKey))
    .map((record) => record.on);
}
