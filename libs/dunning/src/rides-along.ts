import type { LocalDate } from '@invoicetracker/calendar';
import type { CaseFacts } from './case-facts.js';
import { decide } from './decide.js';
import { STATEMENT } from './old-debt.js';
import type { DunningPolicy, Stage } from './policy.js';
import type { SendingCalendar } from './sending-calendar.js';
import { lapsesOnDueDate } from './stage-due-on.js';

/**
 * What is coming due goes along in a letter its client gets anyway: the gap that begins with it would hold the
 * reminder back, mostly until the due date makes it lapse. So the reminder of each case whose day falls into that gap goes
 * with the letter; the same decision as ever, for a plan whose reminders come as many days earlier.
 *
 * @returns the reminder, and the day of the instalment it is about; null where there is none to go along
 */
export function ridesAlong(
  facts: CaseFacts,
  policy: DunningPolicy,
  asOf: LocalDate,
  calendar: SendingCalendar,
): StageOf | null {
  const days = Math.max(1, policy.minGapDays) - 1;
  const earlier = policy.stages.map((stage) =>
    lapsesOnDueDate(stage) ? { ...stage, offsetDays: stage.offsetDays - days } : stage,
  );
  const decision = decide(facts, { ...policy, stages: earlier }, asOf, calendar);
  if (decision.kind !== 'moveTo' || !lapsesOnDueDate(decision.stage)) return null;
  const stage = policy.stages.find(({ key }) => key === decision.stage.key)!;
  return { stage, ...(decision.instalmentOn && { instalmentOn: decision.instalmentOn }) };
}

/** A stage, of the whole debt or of an instalment. */
export interface StageOf {
  readonly stage: Stage;
  /** absent where it is about the whole debt */
  readonly instalmentOn?: LocalDate;
}

/** A case whose client is written to today, with the stage it moves to. */
export interface DueMove {
  readonly case: RidingCase;
  readonly stage: Stage;
}

export interface RidingCase {
  readonly clientId: string;
  readonly hasOwnNotice: boolean;
  readonly policy: DunningPolicy;
  readonly facts: CaseFacts;
}

/**
 * The reminders that go along in the letters of a day: each in a letter to its client that is for all that is due, goes
 * the same way, and waits for a person only where the reminder does too.
 *
 * @param others cases that are not due
 */
export function ridersOf<Case extends RidingCase>(
  moves: readonly DueMove[],
  others: readonly Case[],
  asOf: LocalDate,
  calendarOf: (clientId: string) => SendingCalendar,
): ({ readonly case: Case } & StageOf)[] {
  const ofClient = Map.groupBy(moves, (move) => move.case.clientId);
  return others.flatMap((one) => {
    const due = ofClient.get(one.clientId);
    if (due === undefined || one.hasOwnNotice) return [];
    const reminder = ridesAlong(one.facts, one.policy, asOf, calendarOf(one.clientId));
    if (reminder === null || !due.some((move) => takesAlong(move, one, reminder.stage))) return [];
    return [{ case: one, ...reminder }];
  });
}

function takesAlong(due: DueMove, { policy }: RidingCase, reminder: Stage): boolean {
  const { stage } = due;
  if (stage === STATEMENT || due.case.policy.releaseMode !== policy.releaseMode) return false;
  if (reminder.needsApproval && !stage.needsApproval) return false;
  return stage.audience === reminder.audience && stage.channel === reminder.channel;
}
