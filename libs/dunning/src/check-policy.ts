import { isPositive } from '@invoicetracker/money';
import type { DunningPolicy, Stage } from './policy.js';

export type PolicyProblemCode =
  | 'no-stage-enabled'
  | 'duplicate-key'
  | 'position-not-rising'
  | 'offset-not-rising'
  | 'offset-out-of-range'
  | 'staff-stage-not-last'
  | 'staff-stage-not-by-email'
  | 'minimum-amount-not-positive'
  | 'minimum-amount-twice'
  | 'minimum-gap-out-of-range'
  | 'case-opens-out-of-range'
  | 'stage-before-case-opens';

/** What is wrong with a policy, and at which stage; null where it is wrong as a whole. */
export interface PolicyProblem {
  readonly code: PolicyProblemCode;
  readonly stageKey: string | null;
}

/** Whole days from the due date a stage, or the opening of a case, may lie at. */
export const OFFSET_RANGE = { from: -60, to: 365 } as const;
/** Whole days between two contacts of a client. */
export const MINIMUM_GAP_RANGE = { from: 0, to: 60 } as const;

/** All that stops a policy from being used; none for a sound one. Disabled stages are checked too. */
export function checkPolicy(policy: DunningPolicy): PolicyProblem[] {
  return [
    ...wholePolicyProblems(policy),
    ...policy.stages.flatMap((stage, index) => stageProblems(stage, index, policy)),
  ];
}

function wholePolicyProblems(policy: DunningPolicy): PolicyProblem[] {
  const codes: PolicyProblemCode[] = [];
  if (!policy.stages.some((stage) => stage.isEnabled)) codes.push('no-stage-enabled');
  if (!isWithin(MINIMUM_GAP_RANGE, policy.minGapDays)) codes.push('minimum-gap-out-of-range');
  if (!isWithin(OFFSET_RANGE, policy.caseOpensOffsetDays)) codes.push('case-opens-out-of-range');
  return codes.map((code) => ({ code, stageKey: null }));
}

function stageProblems(stage: Stage, index: number, policy: DunningPolicy): PolicyProblem[] {
  const earlier = policy.stages.slice(0, index);
  const previous = earlier.at(-1);
  const isLast = index === policy.stages.length - 1;
  const codes: PolicyProblemCode[] = [];
  if (earlier.some((other) => other.key === stage.key)) codes.push('duplicate-key');
  if (!isWithin(OFFSET_RANGE, stage.offsetDays)) codes.push('offset-out-of-range');
  // stated as "not above", so that a number that is none fails too
  if (previous && !(stage.position > previous.position)) codes.push('position-not-rising');
  if (previous && !(stage.offsetDays > previous.offsetDays)) codes.push('offset-not-rising');
  // after the hand-over nobody writes to the client by himself any more
  if (stage.audience === 'staff' && !isLast) codes.push('staff-stage-not-last');
  // a letter or a task is a way to the client; the firm's own people are told by mail
  if (stage.audience === 'staff' && stage.channel !== 'email') {
    codes.push('staff-stage-not-by-email');
  }
  if (!stage.minimumAmounts.every(isPositive)) codes.push('minimum-amount-not-positive');
  if (hasOneTwice(stage.minimumAmounts.map(({ currency }) => currency))) {
    codes.push('minimum-amount-twice');
  }
  // a stage cannot go on its day if there is no case yet
  if (stage.isEnabled && stage.offsetDays < policy.caseOpensOffsetDays) {
    codes.push('stage-before-case-opens');
  }
  return codes.map((code) => ({ code, stageKey: stage.key }));
}

function hasOneTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}

function isWithin(range: { readonly from: number; readonly to: number }, days: number): boolean {
  return Number.isInteger(days) && days >= range.from && days <= range.to;
}
