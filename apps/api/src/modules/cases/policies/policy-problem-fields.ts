import type { PolicyProblem, PolicyProblemCode, Stage } from '@invoicetracker/dunning';

import type { FieldProblem } from '../../../platform/http/domain-error.js';

const SENTENCE: Record<PolicyProblemCode, string> = {
  'no-stage-enabled': 'switch at least one stage on',
  'duplicate-key': 'is there twice',
  'position-not-rising': 'must come later than the stage before it',
  'offset-not-rising': 'must lie later than the stage before it',
  'offset-out-of-range': 'must lie between 60 days before and 365 days after the due date',
  'staff-stage-not-last': 'only the last stage may write to your own people',
  'staff-stage-not-by-email': 'your own people are told by e-mail',
  'minimum-amount-not-positive': 'must be more than nothing',
  'minimum-amount-twice': 'is there twice for one currency',
  'minimum-gap-out-of-range': 'must be between 0 and 60 days',
  'case-opens-out-of-range': 'must lie between 60 days before and 365 days after the due date',
  'stage-before-case-opens': 'lies before the day the case opens',
};

const FIELD: Partial<Record<PolicyProblemCode, string>> = {
  'no-stage-enabled': 'stages',
  'minimum-gap-out-of-range': 'minGapDays',
  'case-opens-out-of-range': 'caseOpensOffsetDays',
  'duplicate-key': 'key',
  'staff-stage-not-by-email': 'channel',
  'minimum-amount-not-positive': 'minimumAmounts',
  'minimum-amount-twice': 'minimumAmounts',
};

/** Says for each problem which field of the request it is in. */
export function policyProblemFields(
  problems: readonly PolicyProblem[],
  stages: readonly Stage[],
): FieldProblem[] {
  return problems.map(({ code, stageKey }) => {
    const field = FIELD[code] ?? 'offsetDays';
    const index = stages.findLastIndex((stage) => stage.key === stageKey);
    return {
      field: stageKey === null ? field : `stages.${index}.${field}`,
      code,
      message: SENTENCE[code],
    };
  });
}
