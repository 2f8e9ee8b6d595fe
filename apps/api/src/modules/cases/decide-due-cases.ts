import type { LocalDate } from '@invoicetracker/calendar';
import {
  calendarOf,
  type Decision,
  decide,
  groupIntoNotices,
  ridersOf,
  type SendingRules,
  type Stage,
} from '@invoicetracker/dunning';

import type { CaseToDecide } from './case-facts.reader.js';

export interface DecidedCase {
  readonly case: CaseToDecide;
  readonly decision: Decision;
}

/** A case, and what is said about it: its stage and, where that is about one, the day of the instalment. */
export interface StepOfCase {
  readonly case: CaseToDecide;
  readonly stage: Stage;
  readonly instalmentOn?: LocalDate;
}

/** One notice to one client: the cases it covers, each at its own stage; the furthest one carries it. */
export interface NoticeToPlan {
  readonly clientId: string;
  readonly clientName: string;
  readonly language: string;
  readonly audience: Stage['audience'];
  readonly channel: Stage['channel'];
  readonly stageKey: string;
  readonly stagePosition: number;
  readonly senderKind: Stage['senderKind'];
  /** Why a person must let it go; null leaves by itself. */
  readonly waitsFor: 'stage' | 'draft' | null;
  /** the case, where the message is for it alone */
  readonly onlyCaseId: string | null;
  readonly cases: readonly StepOfCase[];
}

/**
 * Decides for each case, and puts what is to be said to one client into one notice.
 *
 * @param coming cases that are not due; those whose reminder goes along in a letter are decided too
 */
export function decideDueCases(
  cases: readonly CaseToDecide[],
  coming: readonly CaseToDecide[],
  asOf: LocalDate,
  rules: Pick<SendingRules, 'isSendingDay' | 'runComes'>,
): { decided: DecidedCase[]; notices: NoticeToPlan[] } {
  const due = cases.map((one) => ({
    case: one,
    decision: decide(one.facts, one.policy, asOf, calendarOf(rules, one.clientId)),
  }));
  const moving = due.flatMap(({ case: one, decision }): StepOfCase[] => {
    if (decision.kind !== 'moveTo') return [];
    const { stage, instalmentOn } = decision;
    return [{ case: one, stage, ...(instalmentOn && { instalmentOn }) }];
  });
  const riding = ridersOf(moving, coming, asOf, (clientId) => calendarOf(rules, clientId));
  const decided = [...due, ...riding.map(asDecided)];
  const moves = [...moving, ...riding].map((move) => ({ ...move.case, ...move }));
  // what is only prepared never keeps anything else from leaving: it comes last, and by itself
  const isDraft = (move: { case: CaseToDecide }) => move.case.policy.releaseMode === 'draft';
  const groups = [
    ...groupIntoNotices(moves.filter((move) => !isDraft(move))),
    ...groupIntoNotices(moves.filter(isDraft)),
  ];
  const notices = groups.map((group) => ({
    clientId: group.clientId,
    clientName: group.moves[0]!.case.clientName,
    language: group.moves[0]!.case.language,
    audience: group.audience,
    channel: group.channel,
    stageKey: group.stageKey,
    stagePosition: group.stage.position,
    senderKind: group.stage.senderKind,
    waitsFor: waitsFor(group.moves),
    onlyCaseId: group.onlyCaseId,
    cases: group.moves,
  }));
  return { decided, notices };
}

function asDecided({ case: one, ...step }: StepOfCase): DecidedCase {
  return { case: one, decision: { kind: 'moveTo', ...step, lapsed: [], isLast: false } };
}

/** One stage that needs approval is enough: what rides along waits with it. */
function waitsFor(moves: readonly StepOfCase[]): NoticeToPlan['waitsFor'] {
  if (moves.some((move) => move.case.policy.releaseMode === 'draft')) return 'draft';
  return moves.some((move) => move.stage.needsApproval) ? 'stage' : null;
}
