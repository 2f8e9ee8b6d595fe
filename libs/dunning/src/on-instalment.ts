import { isBefore, isOnOrAfter, minDay, type LocalDate } from '@invoicetracker/calendar';
import { min, type Money } from '@invoicetracker/money';
import type { AwaitedInstalment, CaseFacts } from './case-facts.js';
import type { Decision } from './decision.js';
import type { DunningPolicy } from './policy.js';
import { dayAtOffset } from './stage-due-on.js';

/** The instalment a letter of that day would speak of; null where it speaks of the whole debt. */
export function instalmentOn(
  { instalment }: Pick<CaseFacts, 'instalment'>,
  asOf: LocalDate,
): AwaitedInstalment | null {
  return instalment !== null && isBefore(asOf, instalment.breaksOn) ? instalment : null;
}

/** What a letter of that day would speak of: what is missing of the awaited instalment, or all that is open. */
export function openOn(facts: Pick<CaseFacts, 'balance' | 'instalment'>, asOf: LocalDate): Money {
  const instalment = instalmentOn(facts, asOf);
  return instalment === null ? facts.balance : min(instalment.missing, facts.balance);
}

/** The awaited instalment seen as an invoice of its own, with its own history. */
export function asInvoice(facts: CaseFacts, instalment: AwaitedInstalment): CaseFacts {
  const balance = min(instalment.missing, facts.balance);
  return {
    ...facts,
    dueOn: instalment.on,
    legalDueOn: instalment.legalOn,
    balance,
    credited: min(facts.credited, balance),
    stages: instalment.stages,
    hold: null,
    instalment: null,
  };
}

/** The stages that run on an instalment: those that speak to the client. Nothing is handed over while a plan is kept. */
export function clientStagesOf(policy: DunningPolicy): DunningPolicy {
  return { ...policy, stages: policy.stages.filter((stage) => stage.audience === 'client') };
}

/**
 * What a decision about an instalment means for its case: a stage goes only before the plan is broken, and is never
 * the last one, because the case's own stages are still to come.
 *
 * @param lapsed of the case's own stages
 * @param leavesOn the day on which what is decided today leaves
 */
export function onInstalment(
  decision: Decision,
  instalment: AwaitedInstalment,
  lapsed: readonly string[],
  leavesOn: LocalDate,
): Decision {
  const instalmentOn = instalment.on;
  switch (decision.kind) {
    case 'close':
      return untilBroken(instalment, lapsed);
    case 'moveTo':
      if (isOnOrAfter(leavesOn, instalment.breaksOn)) return untilBroken(instalment, lapsed);
      return { kind: 'moveTo', stage: decision.stage, lapsed, isLast: false, instalmentOn };
    case 'pause':
      if (decision.reason === 'old-debt-capped') return untilBroken(instalment, lapsed);
      return { ...decision, lapsed, instalmentOn };
    case 'stay': {
      const { reason, nextOn, nextStageKey } = decision;
      if (reason === 'all-stages-done') return untilBroken(instalment, lapsed);
      if (nextOn === null) return { ...decision, lapsed, instalmentOn };
      if (reason === 'one-notice-a-day') {
        // it was due today: also on the last day of the plan it has asked
        const until = minDay(nextOn, instalment.breaksOn);
        return { ...decision, nextOn: until, lapsed, instalmentOn };
      }
      if (isOnOrAfter(nextOn, instalment.breaksOn)) return untilBroken(instalment, lapsed);
      if (reason !== 'not-due-yet') return { ...decision, lapsed, instalmentOn };
      const next = nextStageKey === null ? {} : { nextStageKey };
      return { kind: 'pause', reason: 'promised', until: nextOn, lapsed, instalmentOn, ...next };
    }
  }
}

/** Nothing more is said about the instalment: either it is paid, or its plan is broken. */
export function untilBroken(instalment: AwaitedInstalment, lapsed: readonly string[]): Decision {
  const { on: instalmentOn, breaksOn: until } = instalment;
  return { kind: 'pause', reason: 'promised', until, lapsed, instalmentOn };
}

/** A letter about the whole debt has not left or been taken back yet; tomorrow it has. */
export function untilOwnNoticeIsOver(
  instalment: AwaitedInstalment,
  lapsed: readonly string[],
  asOf: LocalDate,
): Decision {
  const until = minDay(dayAtOffset(asOf, 1), instalment.breaksOn);
  return { kind: 'pause', reason: 'promised', until, lapsed, instalmentOn: instalment.on };
}
