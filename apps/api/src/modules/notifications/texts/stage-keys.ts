/** The stages that have a shipped text, in their order, and the statement of old debts, which is no stage. */
export const STAGE_KEYS = [
  'reminder-before-due',
  'overdue-notice',
  'demand',
  'hand-over-notice',
  'hand-over',
  'statement',
] as const;

export type StageKey = (typeof STAGE_KEYS)[number];

export function isStageKey(key: string): key is StageKey {
  return (STAGE_KEYS as readonly string[]).includes(key);
}
