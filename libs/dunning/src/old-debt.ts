import { PLAIN_STAGE, type Stage } from './policy.js';

/**
 * What stands between a case and its stages because of the connection it came through: something the
 * account has to answer first, or how its old debts were decided to enter. "Old" is a debt that was
 * overdue when its connection was read for the first time.
 */
export type Entry =
  /** nothing automatic before the first sync is done, or before an admin has answered */
  | { readonly kind: 'waits'; readonly reason: WaitReason }
  /** the stages up to this position go by themselves; the firmer ones wait for a person */
  | { readonly kind: 'upTo'; readonly position: number }
  /** one message that lists everything, and no stage */
  | { readonly kind: 'statement' }
  /** nothing, until somebody decides otherwise */
  | { readonly kind: 'held' };

export type WaitReason =
  /** the connection has not been read to the end yet */
  | 'first-sync-unfinished'
  /** nobody has decided how its old debts enter */
  | 'old-debts-undecided'
  /** the provider reminds the client too, and nobody has answered for that */
  | 'own-reminders-unanswered';

/**
 * The message that lists a client's old debts. It is no step of a plan and is firmer than none: whatever
 * the debts are decided to do later begins at the plan's first stage.
 */
export const STATEMENT: Stage = {
  ...PLAIN_STAGE,
  key: 'statement',
  position: 0,
  offsetDays: 0,
  audience: 'client',
};
