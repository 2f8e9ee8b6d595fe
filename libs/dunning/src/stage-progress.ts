import { isOnOrAfter, type LocalDate } from '@invoicetracker/calendar';
import type { CaseFacts, StageOutcome } from './case-facts.js';
import { DEFAULT_STAGES } from './default-policy.js';
import type { DunningPolicy, Stage } from './policy.js';
import { shippedStageKey } from './stage-key.js';
import { lapsesOnDueDate } from './stage-due-on.js';

/** Where a case stands in its plan on one day. */
export interface StageProgress {
  /** enabled stages still to come, in their order */
  readonly ahead: readonly Stage[];
  /** keys of the stages the due date has overtaken and no record closes yet */
  readonly lapsed: readonly string[];
  readonly has: (outcome: StageOutcome) => boolean;
}

export function stageProgress(
  facts: CaseFacts,
  policy: DunningPolicy,
  asOf: LocalDate,
): StageProgress {
  const outcomes = outcomeByStage(facts);
  const untouched = policy.stages
    .filter((stage) => stage.isEnabled && !outcomes.has(stage.key))
    .sort((left, right) => left.position - right.position);
  const isDueDateHere = isOnOrAfter(asOf, facts.dueOn);
  const furthest = furthestPosition(policy, outcomes);
  const isLapsed = (stage: Stage): boolean => isDueDateHere && lapsesOnDueDate(stage);
  return {
    // a stage put in below one the client already has had would soften the tone: it is passed over
    ahead: untouched.filter((stage) => !isLapsed(stage) && stage.position > furthest),
    lapsed: untouched.filter(isLapsed).map((stage) => stage.key),
    has: (outcome) => [...outcomes.values()].includes(outcome),
  };
}

// read once: in a test's sandbox every look-up of a global costs more than the sum
const { max } = Math;
const NONE = Number.NEGATIVE_INFINITY;

/** Of several records of one stage the one that says most counts: accepted beats an earlier refusal. */
const WEIGHT: Record<StageOutcome, number> = {
  counted: 5,
  pending: 4,
  unknown: 3,
  refused: 2,
  lapsed: 1,
};

function outcomeByStage(facts: CaseFacts): ReadonlyMap<string, StageOutcome> {
  const outcomes = new Map<string, StageOutcome>();
  for (const { stageKey, outcome } of facts.stages) {
    const known = outcomes.get(stageKey);
    if (!known || WEIGHT[outcome] > WEIGHT[known]) outcomes.set(stageKey, outcome);
  }
  return outcomes;
}

/**
 * The firmest position the case has reached. A stage that its plan does not have, because the case was moved
 * from another plan, counts for those of this plan that are no firmer by the order of the shipped letters.
 */
function furthestPosition(
  { stages }: DunningPolicy,
  outcomes: ReadonlyMap<string, StageOutcome>,
): number {
  const reached = [...outcomes].filter(([, outcome]) => outcome !== 'lapsed').map(([key]) => key);
  const elsewhere = reached.filter((key) => !stages.some((stage) => stage.key === key));
  const rankElsewhere = elsewhere.reduce((rank, key) => max(rank, rankOf(key)), -1);
  return stages
    .filter(
      ({ key }) => reached.includes(key) || (rankElsewhere > -1 && rankOf(key) < rankElsewhere),
    )
    .reduce((furthest, { position }) => max(furthest, position), NONE);
}

/** How firm a letter is among those shipped, or the one it is modelled on; another one says nothing. */
function rankOf(key: string): number {
  return DEFAULT_STAGES.findIndex((stage) => stage.key === shippedStageKey(key));
}
