import { type DunningPolicy, PLAIN_STAGE, type Stage } from './policy.js';

/** The plan a new account starts with; every number is the account's to change. */
export const DEFAULT_STAGES: readonly Stage[] = [
  { ...PLAIN_STAGE, key: 'reminder-before-due', position: 1, offsetDays: -1, audience: 'client' },
  { ...PLAIN_STAGE, key: 'overdue-notice', position: 2, offsetDays: 7, audience: 'client' },
  { ...PLAIN_STAGE, key: 'demand', position: 3, offsetDays: 14, audience: 'client' },
  { ...PLAIN_STAGE, key: 'hand-over-notice', position: 4, offsetDays: 21, audience: 'client' },
  { ...PLAIN_STAGE, key: 'hand-over', position: 5, offsetDays: 30, audience: 'staff' },
];

export const DEFAULT_POLICY: DunningPolicy = {
  stages: DEFAULT_STAGES,
  // good practice is three working days between two letters; five days hold them over any weekend
  minGapDays: 5,
  caseOpensOffsetDays: -2,
  releaseMode: 'active',
};
