import { isAfter, isBefore, isOnOrAfter, maxDay, type LocalDate } from '@invoicetracker/calendar';
import { isPositive } from '@invoicetracker/money';
import { isBelowMinimum } from './below-minimum.js';
import type { CaseFacts } from './case-facts.js';
import type { Decision, StayReason } from './decision.js';
import { heldAs } from './held-as.js';
import {
  asInvoice,
  clientStagesOf,
  onInstalment,
  untilBroken,
  untilOwnNoticeIsOver,
} from './on-instalment.js';
import { gapEndsOn } from './minimum-gap.js';
import { isContact } from './is-contact.js';
import { STATEMENT } from './old-debt.js';
import { owed } from './owed.js';
import type { Channel, DunningPolicy, Stage } from './policy.js';
import { EVERY_DAY, type SendingCalendar } from './sending-calendar.js';
import { dayAtOffset, lapsesOnDueDate, stageDueOn } from './stage-due-on.js';
import { stageProgress } from './stage-progress.js';

/**
 * What to do with a case on a day. Pure: the same facts, policy and day always give the same answer.
 *
 * Nobody who has paid is written to; what a person must look at stops the case; then the stages go
 * strictly in their order, one per decision, each as soon as it is due and the client has had its
 * pause. "Due" is "that day or any later one", so that a missed day is caught up. Nothing is decided for a
 * day on which nothing leaves: so two stages that were deferred never leave on one day.
 *
 * While the client pays by a plan of instalments, the same decision is made about the awaited one instead of the
 * whole debt; what stops the case stops that too. When the plan is broken, the case goes on where it stood.
 */
export function decide(
  facts: CaseFacts,
  policy: DunningPolicy,
  asOf: LocalDate,
  calendar: SendingCalendar = EVERY_DAY,
): Decision {
  if (facts.isCancelled) return { kind: 'close', reason: 'cancelled' };
  if (!isPositive(facts.balance)) return { kind: 'close', reason: 'paid' };

  const { ahead, lapsed, has } = stageProgress(facts, policy, asOf);
  // before a hold: its day would promise that the case goes on by itself, and it would not
  if (has('unknown')) return { kind: 'pause', reason: 'outcome-unknown', until: null, lapsed };
  if (has('refused')) return { kind: 'pause', reason: 'notice-refused', until: null, lapsed };
  if (policy.releaseMode === 'off') {
    return { kind: 'pause', reason: 'policy-off', until: null, lapsed };
  }
  if (facts.hold && isHeldOn(facts.hold.until, asOf)) {
    return { kind: 'pause', reason: heldAs(facts.hold.code), until: facts.hold.until, lapsed };
  }
  const { entry } = facts;
  if (entry?.kind === 'waits') return { kind: 'pause', reason: entry.reason, until: null, lapsed };
  if (entry?.kind === 'held')
    return { kind: 'pause', reason: 'old-debt-held', until: null, lapsed };
  const { instalment } = facts;
  if (instalment !== null && isBefore(asOf, instalment.breaksOn)) {
    if (entry?.kind === 'statement') return untilBroken(instalment, lapsed);
    if (has('pending')) return untilOwnNoticeIsOver(instalment, lapsed, asOf);
    const { leavesOn } = calendar('client', asOf);
    const decision = decide(asInvoice(facts, instalment), clientStagesOf(policy), asOf, calendar);
    return onInstalment(decision, instalment, lapsed, leavesOn);
  }

  const next =
    entry?.kind === 'statement'
      ? statementStep(facts, policy, asOf)
      : nextStep(facts, policy, ahead, asOf);
  const nextStageKey = next?.stage.key ?? null;
  if (has('pending')) {
    return { kind: 'stay', reason: waitsFor(facts), nextOn: null, nextStageKey, lapsed };
  }
  if (!next && entry?.kind === 'statement') {
    return { kind: 'stay', reason: 'statement-only', nextOn: null, nextStageKey, lapsed };
  }
  if (!next && ahead.length > 0) {
    // only reminders are left, and the gap holds them until the due date makes them lapse
    return { kind: 'stay', reason: 'minimum-gap', nextOn: facts.dueOn, nextStageKey, lapsed };
  }
  if (!next) {
    return { kind: 'stay', reason: 'all-stages-done', nextOn: null, nextStageKey, lapsed };
  }
  if (entry?.kind === 'upTo' && next.stage.position > entry.position) {
    return { kind: 'pause', reason: 'old-debt-capped', until: null, lapsed };
  }
  if (isBefore(asOf, next.on)) {
    const reason = next.isDueAlready ? 'minimum-gap' : 'not-due-yet';
    return { kind: 'stay', reason, nextOn: next.on, nextStageKey, lapsed };
  }
  if (!isPositive(owed(facts))) {
    return { kind: 'pause', reason: 'covered-by-credit', until: null, lapsed };
  }
  if (isBelowMinimum(next.stage, owed(facts))) {
    return { kind: 'pause', reason: 'below-minimum', until: null, lapsed };
  }
  const missing = missingAddress(next.stage, facts);
  if (missing) return { kind: 'pause', reason: missing, until: null, lapsed };
  if (isContact(next.stage) && facts.isClientAwaitingNotice) {
    const nextOn = dayAtOffset(asOf, 1);
    return { kind: 'stay', reason: 'one-notice-a-day', nextOn, nextStageKey, lapsed };
  }
  const { decideOn, leavesOn } = calendar(next.stage.audience, asOf);
  const isTooLate = lapsesOnDueDate(next.stage) && isOnOrAfter(leavesOn, facts.dueOn);
  if (isTooLate || isAfter(decideOn, asOf)) {
    const nextOn = isTooLate ? maxDay(facts.dueOn, dayAtOffset(asOf, 1)) : decideOn;
    return { kind: 'stay', reason: 'not-a-sending-day', nextOn, nextStageKey, lapsed };
  }
  return { kind: 'moveTo', stage: next.stage, lapsed, isLast: isLast(next.stage, ahead) };
}

/** A mail needs its address and a letter its street; a task has its person. */
function missingAddress(stage: Stage, facts: CaseFacts): 'no-contact' | 'no-address' | null {
  if (stage.audience === 'staff') return null;
  if (stage.channel === 'email' && !facts.hasReachableContact) return 'no-contact';
  if (stage.channel === 'letter' && !facts.hasPostalAddress) return 'no-address';
  return null;
}

const WAITS_FOR = {
  email: 'waiting-for-outcome',
  letter: 'letter-not-posted',
  task: 'task-not-done',
} as const satisfies Record<Channel, StayReason>;

function waitsFor({ stages }: CaseFacts): StayReason {
  const pending = stages.find((record) => record.outcome === 'pending');
  return WAITS_FOR[pending?.channel ?? 'email'];
}

/** Nothing follows the stage, and nothing a statement. */
function isLast(stage: Stage, ahead: readonly Stage[]): boolean {
  return stage === STATEMENT || stage === ahead.at(-1);
}

/** On the day a hold names, the case goes on. */
function isHeldOn(until: LocalDate | null, asOf: LocalDate): boolean {
  return until === null || isAfter(until, asOf);
}

interface NextStep {
  readonly stage: Stage;
  /** the first day it may go, which may be past */
  readonly on: LocalDate;
  /** a stage is due, and only the gap defers what comes next */
  readonly isDueAlready: boolean;
}

/** The stage that goes next, unless something happens; a reminder the gap holds until the due date never will. */
function nextStep(
  facts: CaseFacts,
  policy: DunningPolicy,
  ahead: readonly Stage[],
  asOf: LocalDate,
): NextStep | null {
  const [first] = ahead;
  if (!first) return null;
  const isDueAlready = isOnOrAfter(asOf, stageDueOn(facts, first));
  for (const stage of ahead) {
    const dueFrom = stageDueOn(facts, stage);
    const on = maxDay(dueFrom, gapEndsOn(facts, policy, stage) ?? dueFrom);
    if (lapsesOnDueDate(stage) && isOnOrAfter(on, facts.dueOn)) continue;
    return { stage, on, isDueAlready };
  }
  return null;
}

/** The statement goes once, as soon as the client has had its pause. */
function statementStep(facts: CaseFacts, policy: DunningPolicy, asOf: LocalDate): NextStep | null {
  if (facts.stages.some((record) => record.stageKey === STATEMENT.key)) return null;
  return { stage: STATEMENT, on: gapEndsOn(facts, policy, STATEMENT) ?? asOf, isDueAlready: true };
}
