import type { Money } from '@invoicetracker/money';

/** How a stage reaches its reader. A letter is posted, and a task done, by a person of the firm. */
export type Channel = 'email' | 'letter' | 'task';
export const CHANNELS: readonly Channel[] = ['email', 'letter', 'task'];

/** Which of the account's senders a stage writes through: the usual one, or one of more weight. */
export type SenderKind = 'normal' | 'escalated';
export const SENDER_KINDS: readonly SenderKind[] = ['normal', 'escalated'];

/** What goes with a stage's message. */
export type Attachment = 'invoice-pdf' | 'statement' | 'payment-code';
export const ATTACHMENTS: readonly Attachment[] = ['invoice-pdf', 'statement', 'payment-code'];

/**
 * What a stage's message does about a charge the law adds to a late debt: says nothing of it, says how much
 * has come up, or asks for it.
 */
export type LateCharge = 'left-out' | 'mentioned' | 'claimed';
export const LATE_CHARGES: readonly LateCharge[] = ['left-out', 'mentioned', 'claimed'];

/**
 * How far a policy goes by itself: `active` sends, `draft` prepares everything and lets nothing leave,
 * `off` decides nothing.
 */
export type ReleaseMode = 'active' | 'draft' | 'off';
export const RELEASE_MODES: readonly ReleaseMode[] = ['active', 'draft', 'off'];

/** A named step of a dunning plan. */
export interface Stage {
  /** survives versions of the policy; history and texts hang on it */
  readonly key: string;
  /** the order of the stages; a higher one is firmer */
  readonly position: number;
  /** days from the agreed due date; negative before it */
  readonly offsetDays: number;
  /** whom it writes to: the debtor, or the firm's own people */
  readonly audience: 'client' | 'staff';
  readonly isEnabled: boolean;
  readonly channel: Channel;
  /** a person lets each of its notices go */
  readonly needsApproval: boolean;
  /** less than this open waits; at most one for a currency, and a currency without one has none */
  readonly minimumAmounts: readonly Money[];
  readonly senderKind: SenderKind;
  readonly attachments: readonly Attachment[];
  /** late-payment interest until the day it is written */
  readonly interest: LateCharge;
  /** the fixed sum for the costs of recovery */
  readonly compensation: LateCharge;
}

/** A dunning plan in one version; `checkPolicy` says whether it holds together. */
export interface DunningPolicy {
  readonly stages: readonly Stage[];
  /** days between two contacts of one client; two on one day never happen, even at 0 */
  readonly minGapDays: number;
  /** days from the due date at which a case opens, e.g. -2 */
  readonly caseOpensOffsetDays: number;
  readonly releaseMode: ReleaseMode;
}

/** An e-mail that leaves by itself, whatever the amount: what a stage is unless it says more. */
export const PLAIN_STAGE = {
  channel: 'email',
  isEnabled: true,
  needsApproval: false,
  minimumAmounts: [],
  senderKind: 'normal',
  attachments: [],
  interest: 'left-out',
  compensation: 'left-out',
} as const satisfies Partial<Stage>;
