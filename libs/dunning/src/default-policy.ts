import type { DunningPolicy, Stage } from './policy.js';

/** The plan a new account starts with; every number is the account's to change. */
export const DEFAULT_STAGES: readonly Stage[] = [
  { key: 'reminder-before-due', position: 1, offsetDays: -1, audience: 'client', isEnabled: true },
  { key: 'overdue-notice', position: 2, offsetDays: 7, audience: 'client', isEnabled: true },
  { key: 'demand', position: 3, offsetDays: 14, audience: 'client', isEnabled: true },
  { key: 'hand-over-notice', position: 4, offsetDays: 21, audience: 'client', isEnabled: true },
  { key: 'hand-over', position: 5, offsetDays: 30, audience: 'staff', isEnabled: true },
];

export const DEFAULT_POLICY: DunningPolicy = {
  stages: DEFAULT_STAGES,
  // good practice is three working days between two letters; five days hold them over any weekend
  minGapDays: 5,
  caseOpensOffsetDays: -2,
};
