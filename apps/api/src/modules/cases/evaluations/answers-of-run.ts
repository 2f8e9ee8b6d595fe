import type { LocalDate } from '@invoicetracker/calendar';
import { answerOf } from '@invoicetracker/dunning';

import type { decideDueCases, NoticeToPlan } from '../decide-due-cases.js';
import type { ReadRules } from '../sending-rules.reader.js';
import { type AnswerFacts, factsOf } from './answer-facts.js';

/** What a run answered for one case. */
export interface RunAnswer {
  readonly caseId: string;
  readonly cycle: number;
  readonly code: string;
  readonly dueFrom: LocalDate | null;
  readonly facts: AnswerFacts;
}

/**
 * One answer for every case a run has decided. Of the cases of a notice, one carries it and the others are
 * grouped into it.
 *
 * @param isSending whether the account sends automatically: if not, what is due is not planned
 */
export function answersOfRun(
  { decided, notices }: ReturnType<typeof decideDueCases>,
  asOf: LocalDate,
  offFor: ReadRules['offFor'],
  isSending: boolean,
): RunAnswer[] {
  const carriers = new Map(notices.flatMap((notice) => carriedCases(notice)));
  return decided.map(({ case: one, decision }) => {
    const { caseId, cycle } = one;
    const answer = answerOf(decision, one.facts, one.policy, asOf, offFor(one.clientId, asOf));
    const known = { caseId, cycle, dueFrom: answer.dueFrom };
    const facts = factsOf(answer);
    if (answer.code !== 'planned') return { ...known, code: answer.code, facts };
    if (!isSending) return { ...known, code: 'sending-switched-off', facts };
    const carriedBy = carriers.get(caseId);
    if (carriedBy === undefined) return { ...known, code: 'planned', facts };
    return { ...known, code: 'grouped', facts: { ...facts, carriedBy } };
  });
}

/** The cases of a notice that another one carries: the first at the stage that sets the tone. */
function carriedCases({
  cases,
  stageKey,
}: NoticeToPlan): [string, NonNullable<AnswerFacts['carriedBy']>][] {
  const carrier = cases.find(({ stage }) => stage.key === stageKey)!.case;
  const carriedBy = { caseId: carrier.caseId, number: carrier.number };
  return cases
    .filter((one) => one.case !== carrier)
    .map((one): [string, typeof carriedBy] => [one.case.caseId, carriedBy]);
}
