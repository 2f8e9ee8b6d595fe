import { daysBetween, isAfter, isBefore, minDay, type LocalDate } from '@invoicetracker/calendar';
import type { CaseFacts, StageRecord } from './case-facts.js';
import { decide } from './decide.js';
import type { Decision, PauseReason } from './decision.js';
import { isContact } from './is-contact.js';
import { instalmentOn } from './on-instalment.js';
import type { DunningPolicy, Stage } from './policy.js';
import { EVERY_DAY, type SendingCalendar } from './sending-calendar.js';
import { dayAtOffset } from './stage-due-on.js';
import { withRecord } from './with-record.js';

/** One thing that will happen to a case, and on which day. */
export type PlannedStep =
  | {
      readonly kind: 'moveTo';
      readonly on: LocalDate;
      readonly stage: Stage;
      readonly isLast: boolean;
      /** the day of the instalment it is about; absent where it is about the whole debt */
      readonly instalmentOn?: LocalDate;
    }
  | { readonly kind: 'lapse'; readonly on: LocalDate; readonly stageKey: string }
  | {
      readonly kind: 'pause';
      readonly on: LocalDate;
      readonly reason: PauseReason;
      readonly until: LocalDate | null;
    }
  | {
      readonly kind: 'close';
      readonly on: LocalDate;
      readonly reason: 'paid' | 'cancelled';
    };

/**
 * What daily decisions would do from a day on, for so many days, if nothing is paid and every notice
 * is accepted on its day (one already on its way: on the first day). Ends where a person must act.
 */
export function forecast(
  facts: CaseFacts,
  policy: DunningPolicy,
  from: LocalDate,
  days: number,
  calendar: SendingCalendar = EVERY_DAY,
): readonly PlannedStep[] {
  const steps: PlannedStep[] = [];
  let current = withPendingAccepted(facts, from);
  let on: LocalDate | null = from;
  while (on !== null && daysBetween(from, on) < days) {
    const decision = decide(current, policy, on, calendar);
    steps.push(...stepsOf(decision, on));
    current = applied(current, decision, on);
    on = dayToLookAgain(decision, current, on);
  }
  return steps;
}

function withPendingAccepted(facts: CaseFacts, on: LocalDate): CaseFacts {
  const accepted = (record: StageRecord): StageRecord =>
    record.outcome === 'pending' ? { ...record, outcome: 'counted', on } : record;
  const { instalment } = facts;
  return {
    ...facts,
    isClientAwaitingNotice: false,
    stages: facts.stages.map(accepted),
    instalment: instalment && { ...instalment, stages: instalment.stages.map(accepted) },
  };
}

function stepsOf(decision: Decision, on: LocalDate): PlannedStep[] {
  if (decision.kind === 'close') return [{ kind: 'close', on, reason: decision.reason }];
  const steps: PlannedStep[] = decision.lapsed.map((stageKey) => ({ kind: 'lapse', on, stageKey }));
  if (decision.kind === 'moveTo') {
    const { stage, isLast, instalmentOn } = decision;
    steps.push({ kind: 'moveTo', on, stage, isLast, ...(instalmentOn && { instalmentOn }) });
  }
  if (decision.kind === 'pause') {
    steps.push({ kind: 'pause', on, reason: decision.reason, until: decision.until });
  }
  return steps;
}

function applied(facts: CaseFacts, decision: Decision, on: LocalDate): CaseFacts {
  if (decision.kind === 'close') return facts;
  const records: StageRecord[] = decision.lapsed.map((stageKey) => ({
    stageKey,
    outcome: 'lapsed',
    on,
  }));
  const next = { ...facts, stages: [...facts.stages, ...records] };
  if (decision.kind !== 'moveTo') return next;
  const entry: StageRecord = { stageKey: decision.stage.key, outcome: 'counted', on };
  const moved = withRecord(next, entry, decision.instalmentOn);
  // that of an instalment is none of the case's own, and yet the client has heard from us
  const isContacted = decision.instalmentOn !== undefined && isContact(decision.stage);
  return isContacted ? { ...moved, clientContactedOn: on } : moved;
}

/** Skips the days on which nothing can happen; null when nothing will. */
function dayToLookAgain(decision: Decision, facts: CaseFacts, on: LocalDate): LocalDate | null {
  const { dueOn } = facts;
  // whatever an instalment waits for, its plan is broken some day
  const awaited = dayAwaited(decision, on) ?? instalmentOn(facts, on)?.breaksOn ?? null;
  if (awaited === null) return null;
  // on the due date reminders lapse, whatever else the case waits for
  const next = isBefore(on, dueOn) ? minDay(awaited, dueOn) : awaited;
  return isAfter(next, on) ? next : null;
}

function dayAwaited(decision: Decision, on: LocalDate): LocalDate | null {
  switch (decision.kind) {
    case 'stay':
      return decision.nextOn;
    case 'moveTo':
      return dayAtOffset(on, 1);
    case 'pause':
      return decision.until;
    case 'close':
      return null;
  }
}
