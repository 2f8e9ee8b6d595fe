import type { LocalDate } from '@invoicetracker/calendar';
import type { WaitReason } from './old-debt.js';
import type { Stage } from './policy.js';

export type StayReason =
  /** the next stage's day has not come */
  | 'not-due-yet'
  /** a stage is due, but the client was contacted too recently */
  | 'minimum-gap'
  /** a stage is due, and nothing leaves today: a weekday without sending, or a public holiday */
  | 'not-a-sending-day'
  /** a stage is due, and another notice to the client has not left yet */
  | 'one-notice-a-day'
  /** a notice of this case is on its way */
  | 'waiting-for-outcome'
  /** a letter of this case is written, and nobody has posted it yet */
  | 'letter-not-posted'
  /** somebody of the firm has a task to do for this case */
  | 'task-not-done'
  /** the plan is finished; the money is not here */
  | 'all-stages-done'
  /** an old debt that gets a statement and no stages has had it */
  | 'statement-only';

/** Why a hold pauses a case, by what put it there. */
export type HoldReason =
  /** somebody stopped the case, its client or the account */
  | 'held'
  /** the client has written, and nobody has answered yet */
  | 'reply-unanswered'
  /** the client has promised to pay, and the day has not come */
  | 'promised'
  /** the client contests the invoice */
  | 'disputed'
  /** the client was right, and the credit note is not here yet */
  | 'credit-expected';

export type PauseReason =
  | HoldReason
  /** the policy is switched off: nothing is decided */
  | 'policy-off'
  /** the mail server refused a notice for good: a person must act */
  | 'notice-refused'
  /** nobody knows whether a notice arrived: a person must look, it is never sent again by itself */
  | 'outcome-unknown'
  /** a stage is due and there is nobody to write to */
  | 'no-contact'
  /** a letter is due and the client's street or town is not known */
  | 'no-address'
  /** a stage is due, and the client's unallocated money and credit notes cover what is open */
  | 'covered-by-credit'
  /** a stage is due, and less is asked for than it needs */
  | 'below-minimum'
  | WaitReason
  /** an old debt that was decided to stay silent */
  | 'old-debt-held'
  /** the next stage is firmer than old debts were decided to go by themselves */
  | 'old-debt-capped';

/** What to do with a case on one day, and why. */
export type Decision =
  | {
      readonly kind: 'stay';
      readonly reason: StayReason;
      /** the day the case acts next, if nothing else happens; null while it waits for an event */
      readonly nextOn: LocalDate | null;
      readonly nextStageKey: string | null;
      readonly lapsed: readonly string[];
      /** the day of the awaited instalment, where that is what the case waits with */
      readonly instalmentOn?: LocalDate;
    }
  | {
      readonly kind: 'moveTo';
      readonly stage: Stage;
      readonly lapsed: readonly string[];
      /** no stage of the plan comes after this one */
      readonly isLast: boolean;
      /** the day of the instalment that is spoken of; absent where it is the whole debt */
      readonly instalmentOn?: LocalDate;
    }
  | {
      readonly kind: 'pause';
      readonly reason: PauseReason;
      /** the day the case goes on by itself; null waits for a person */
      readonly until: LocalDate | null;
      /** keys of stages given up because the due date has come; to be recorded as `lapsed` */
      readonly lapsed: readonly string[];
      /** the day of the awaited instalment, where that is what the case waits with */
      readonly instalmentOn?: LocalDate;
      /** the stage an instalment waits for; absent where none comes before its plan is broken */
      readonly nextStageKey?: string;
    }
  | { readonly kind: 'close'; readonly reason: 'paid' | 'cancelled' };
