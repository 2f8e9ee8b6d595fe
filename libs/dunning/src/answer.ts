import type { LocalDate } from '@invoicetracker/calendar';
import type { Money } from '@invoicetracker/money';
import type { AwaitedInstalment, CaseFacts, StageOutcome } from './case-facts.js';
import type { Decision, PauseReason, StayReason } from './decision.js';
import { asInvoice, clientStagesOf } from './on-instalment.js';
import { STATEMENT } from './old-debt.js';
import type { DunningPolicy, Stage } from './policy.js';
import type { DayOff } from './sending-days.js';
import { stageDueOn } from './stage-due-on.js';
import { stageProgress } from './stage-progress.js';

export type AnswerCode =
  | Exclude<StayReason, 'not-a-sending-day'>
  | PauseReason
  /** a notice is written for the case */
  | 'planned'
  /** nothing leaves on a public holiday */
  | 'holiday'
  /** nothing leaves on this day of the week */
  | 'weekday-off'
  /** a reminder that could leave on the due date at the earliest, and makes no sense then */
  | 'leaves-too-late'
  | 'paid'
  | 'cancelled';

/** Why a case does what it does on a day, with what a sentence about it has to name. */
export interface Answer {
  readonly code: AnswerCode;
  /** the stage it is about */
  readonly stageKey: string | null;
  /** since when a stage of the case is due, or will be; null where none is to come */
  readonly dueFrom: LocalDate | null;
  /** the day the case goes on by itself; null where an event has to come first, or the next day may do */
  readonly until: LocalDate | null;
  /** for `holiday` and `weekday-off` */
  readonly dayOff: DayOff | null;
  /** for `below-minimum`: what the stage asks for */
  readonly least: Money | null;
  /** the instalment it is about, where it is not about the whole debt */
  readonly instalment: Pick<AwaitedInstalment, 'on' | 'place' | 'count'> | null;
}

/**
 * Puts a decision in words' reach. It decides nothing: every decision has exactly one answer.
 *
 * @param dayOff whether what is decided on that day would leave on a day without sending
 */
export function answerOf(
  decision: Decision,
  facts: CaseFacts,
  policy: DunningPolicy,
  asOf: LocalDate,
  dayOff: (audience: Stage['audience']) => DayOff | null,
): Answer {
  const { instalment } = facts;
  if (instalment === null || decision.kind === 'close' || decision.instalmentOn === undefined)
    return { ...plainAnswer(decision, facts, policy, asOf, dayOff), instalment: null };
  const of = asInvoice(facts, instalment);
  const answer = plainAnswer(decision, of, clientStagesOf(policy), asOf, dayOff);
  const { on, place, count } = instalment;
  const about = { ...answer, instalment: { on, place, count } };
  const isNextKnown = decision.kind !== 'pause' || decision.reason !== 'promised';
  if (isNextKnown || decision.nextStageKey !== undefined) return about;
  // what would come next on the instalment comes too late for it
  return { ...about, stageKey: null, dueFrom: null };
}

function plainAnswer(
  decision: Decision,
  facts: CaseFacts,
  policy: DunningPolicy,
  asOf: LocalDate,
  dayOff: (audience: Stage['audience']) => DayOff | null,
): Omit<Answer, 'instalment'> {
  const { stage, ...subject } = stuckIn(decision, facts, policy) ?? nextOf(facts, policy, asOf);
  const plain = { ...subject, until: null, dayOff: null, least: null };
  switch (decision.kind) {
    case 'close':
      return { ...plain, code: decision.reason, dueFrom: null, stageKey: null };
    case 'moveTo':
      return { ...plain, code: 'planned', stageKey: decision.stage.key };
    case 'pause': {
      const { reason: code, until } = decision;
      return {
        ...plain,
        code,
        until,
        least: code === 'below-minimum' ? leastOf(stage, facts) : null,
      };
    }
    case 'stay':
      return {
        ...plain,
        stageKey: decision.nextStageKey ?? subject.stageKey,
        ...stayOf(decision, stage, dayOff),
      };
  }
}

function stayOf(
  { reason, nextOn: until }: Extract<Decision, { kind: 'stay' }>,
  stage: Stage | null,
  dayOff: (audience: Stage['audience']) => DayOff | null,
): Pick<Answer, 'code' | 'until' | 'dayOff'> {
  // another day at the earliest, and nobody knows which
  if (reason === 'one-notice-a-day') return { code: reason, until: null, dayOff: null };
  if (reason !== 'not-a-sending-day') return { code: reason, until, dayOff: null };
  const off = dayOff(stage?.audience ?? 'client');
  if (off === null) return { code: 'leaves-too-late', until, dayOff: null };
  return { code: off.country === null ? 'weekday-off' : 'holiday', until, dayOff: off };
}

interface Subject {
  readonly stage: Stage | null;
  readonly stageKey: string | null;
  readonly dueFrom: LocalDate | null;
}

/** The notice that a person must look at; null where none stands in the way. */
function stuckIn(decision: Decision, facts: CaseFacts, policy: DunningPolicy): Subject | null {
  if (decision.kind !== 'pause') return null;
  const wanted = STUCK[decision.reason];
  const record = facts.stages.find(({ outcome }) => outcome === wanted);
  if (!record) return null;
  const { stageKey, on: dueFrom } = record;
  return { stage: policy.stages.find(({ key }) => key === stageKey) ?? null, stageKey, dueFrom };
}

const STUCK: Partial<Record<PauseReason, StageOutcome>> = {
  'notice-refused': 'refused',
  'outcome-unknown': 'unknown',
};

/** The stage that comes next. */
function nextOf(facts: CaseFacts, policy: DunningPolicy, asOf: LocalDate): Subject {
  if (facts.entry?.kind === 'statement') {
    const isSaid = facts.stages.some(({ stageKey }) => stageKey === STATEMENT.key);
    return { stage: STATEMENT, stageKey: STATEMENT.key, dueFrom: isSaid ? null : facts.dueOn };
  }
  const [stage] = stageProgress(facts, policy, asOf).ahead;
  if (!stage) return { stage: null, stageKey: null, dueFrom: null };
  return { stage, stageKey: stage.key, dueFrom: stageDueOn(facts, stage) };
}

function leastOf(stage: Stage | null, { balance }: CaseFacts): Money | null {
  return stage?.minimumAmounts.find(({ currency }) => currency === balance.currency) ?? null;
}
