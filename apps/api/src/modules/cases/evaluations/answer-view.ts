import { moneyOf } from '../../../platform/http/money.dto.js';
import type { AnswerFacts } from './answer-facts.js';
import type { AnsweredNotice, AnswerView } from './evaluations.dto.js';

/** An answer as the API tells it, with what has become of its notice by now. */
export function answerView(
  code: string,
  facts: AnswerFacts,
  notice: AnsweredNotice | null,
): AnswerView {
  const { stageKey, until, offOn, offIn, least, carriedBy, detail } = facts;
  const { instalmentOn, instalment } = facts;
  return {
    code,
    stageKey: stageKey ?? null,
    until: until ?? null,
    dayOff: offOn === undefined ? null : { on: offOn, country: offIn ?? null },
    least: least === undefined ? null : moneyOf(least.minor, least.currency),
    carriedBy: carriedBy === undefined ? null : { id: carriedBy.caseId, number: carriedBy.number },
    instalment:
      instalmentOn === undefined || instalment === undefined
        ? null
        : { on: instalmentOn, ...instalment },
    notice,
    detail: detail ?? null,
  };
}
