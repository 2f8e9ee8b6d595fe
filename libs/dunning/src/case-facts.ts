import type { LocalDate } from '@invoicetracker/calendar';
import type { Money } from '@invoicetracker/money';
import type { Entry } from './old-debt.js';
import type { Channel } from './policy.js';

/**
 * How far a stage of the case's current cycle has come: its notice is on its way (`pending`), was
 * accepted (`counted`), refused for good (`refused`), handed over without an answer (`unknown`), or
 * the stage was given up because the due date came first (`lapsed`).
 */
export type StageOutcome = 'pending' | 'counted' | 'refused' | 'unknown' | 'lapsed';

export interface StageRecord {
  readonly stageKey: string;
  readonly outcome: StageOutcome;
  /** the day the outcome is from; for `counted`, the day the client was contacted */
  readonly on: LocalDate;
  /** how its notice goes; known while it is `pending` */
  readonly channel?: Channel | null;
}

/**
 * What stops the reminders: a person (`stop`), a reply nobody has answered yet, a promise whose day has
 * not come, a dispute, or a credit note that was agreed on and has not been written yet.
 */
export type HoldCode = 'stop' | 'reply' | 'promise' | 'dispute' | 'credit-expected';

/** Of several holds the one that lasts longest. */
export interface Hold {
  readonly code: HoldCode;
  /** what is stopped: this case, all of the client, or the whole account */
  readonly subject: 'case' | 'client' | 'account';
  /** in somebody's own words; empty where the code says it all */
  readonly reason: string;
  /** the day the case goes on by itself; null waits for a person */
  readonly until: LocalDate | null;
}

/**
 * The instalment of a plan that is to be paid next. The client-facing stages of the case's policy run on it, counted
 * from its day, until the plan is broken.
 */
export interface AwaitedInstalment {
  /** the day it was promised for, from which the offsets count */
  readonly on: LocalDate;
  /** the day the law would shift a due date of that day to */
  readonly legalOn: LocalDate;
  /** what of it has not been paid */
  readonly missing: Money;
  /** without more money the plan is broken on this day, and the case goes on with its own stages */
  readonly breaksOn: LocalDate;
  /** its own history: an instalment begins at the first stage */
  readonly stages: readonly StageRecord[];
  /** which of the plan's instalments it is, from 1 on */
  readonly place: number;
  /** how many the plan has */
  readonly count: number;
}

/** What is known about one case on the day it is looked at. */
export interface CaseFacts {
  /** the agreed due date, from which the offsets count */
  readonly dueOn: LocalDate;
  /** the day the law shifts it to; never before `dueOn` */
  readonly legalDueOn: LocalDate;
  /** what is open; where a part of it is contested, the rest */
  readonly balance: Money;
  /** what of the balance the client's unallocated money and open credit notes cover; see `withCredit` */
  readonly credited: Money;
  readonly isCancelled: boolean;
  readonly stages: readonly StageRecord[];
  /** the client's last automatic contact on any of its cases; a task is none */
  readonly clientContactedOn: LocalDate | null;
  /** an e-mail or letter to the client, of any of its cases, is planned and has not left */
  readonly isClientAwaitingNotice: boolean;
  /** where an instalment is awaited, the hold of its plan is not among them */
  readonly hold: Hold | null;
  /** null: the client pays by no plan of instalments */
  readonly instalment: AwaitedInstalment | null;
  readonly hasReachableContact: boolean;
  /** street and town are known, so that a letter can be posted */
  readonly hasPostalAddress: boolean;
  /** null: nothing stands between the case and its stages */
  readonly entry: Entry | null;
}
