/** The five steps of the dunning plan in order; the keys survive every change of the policy. */
export const STAGE_KEYS = [
  'reminder-before-due',
  'overdue-notice',
  'demand',
  'hand-over-notice',
  'hand-over',
] as const;

/** 1 to 5; 0 for a case that has not reached a stage (or a key this version does not know). */
export const stagePosition = (key: string | null): number =>
  STAGE_KEYS.findIndex((known) => known === key) + 1;
