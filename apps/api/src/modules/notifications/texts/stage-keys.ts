import { shippedStageKey } from '@invoicetracker/dunning';

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

/** True of those, and of the account's own stages, whose text begins with that of the one they are modelled on. */
export function hasShippedText(key: string): boolean {
  return (STAGE_KEYS as readonly string[]).includes(shippedStageKey(key));
}

/** A key there is a text for: `demand`, `demand-2`. */
export const TEXT_KEY = new RegExp(`^(${STAGE_KEYS.join('|')})(-[1-9]\\d?)?$`);
