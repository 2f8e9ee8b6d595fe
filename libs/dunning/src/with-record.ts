import type { LocalDate } from '@invoicetracker/calendar';
import type { CaseFacts, StageRecord } from './case-facts.js';

/**
 * The facts with one stage's record written anew.
 *
 * @param instalmentOn the instalment it belongs to; left out: the case itself. One that is awaited no longer keeps none
 */
export function withRecord(
  facts: CaseFacts,
  entry: StageRecord,
  instalmentOn?: LocalDate,
): CaseFacts {
  if (instalmentOn === undefined) return { ...facts, stages: replaced(facts.stages, entry) };
  const { instalment } = facts;
  if (instalment?.on !== instalmentOn) return facts;
  return {
    ...facts,
    instalment: { ...instalment, stages: replaced(instalment.stages, entry) },
  };
}

function replaced(records: readonly StageRecord[], entry: StageRecord): StageRecord[] {
  return [...records.filter((known) => known.stageKey !== entry.stageKey), entry];
}
