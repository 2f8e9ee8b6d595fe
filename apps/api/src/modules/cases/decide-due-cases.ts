import type { LocalDate } from '@invoicetracker/calendar';
import { type Decision, decide, type DunningPolicy, groupIntoNotices, type Stage } from '@invoicetracker/dunning';

import type { CaseToDecide } from './case-facts.reader.js';

export interface DecidedCase {
  readonly case: CaseToDecide;
  readonly decision: Decision;
}

/** One notice to one client: the cases it covers, each at its own stage; the furthest one carries it. */
export interface NoticeToPlan {
  readonly clientId: string;
  readonly clientName: string;
  readonly language: string;
  readonly audience: Stage['audience'];
  readonly stageKey: string;
  readonly stagePosition: number;
  readonly cases: readonly { readonly case: CaseToDecide; readonly stage: Stage }[];
}

/** Decides for each case, and puts what is to be said to one client into one notice. */
export function decideDueCases(
  cases: readonly CaseToDecide[],
  policy: DunningPolicy,
  asOf: LocalDate,
): { decided: DecidedCase[]; notices: NoticeToPlan[] } {
  const decided = cases.map((one) => ({ case: one, decision: decide(one.facts, policy, asOf) }));
  const byId = new Map(cases.map((one) => [one.caseId, one]));
  const stageOf = new Map<string, Stage>();
  for (const { case: one, decision } of decided) {
    if (decision.kind === 'moveTo') stageOf.set(one.caseId, decision.stage);
  }
  const moves = [...stageOf].map(([caseId, stage]) => ({ caseId, clientId: byId.get(caseId)!.clientId, stage }));
  const notices = groupIntoNotices(moves).map((group) => {
    const covered = group.caseIds.map((caseId) => ({ case: byId.get(caseId)!, stage: stageOf.get(caseId)! }));
    const { clientId, clientName, language } = covered[0]!.case;
    return { clientId, clientName, language, audience: group.audience, stageKey: group.stageKey, stagePosition: group.stagePosition, cases: covered };
  });
  return { decided, notices };
}
