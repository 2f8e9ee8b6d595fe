import type { LawCountry, ClaimView } from '@invoicetracker/interest';

import type { Language } from '../../identity/contract/languages.js';
import type { Parties } from './read-parties.js';

/** An amount as texts: what is stored as JSON reads back as it was. */
export type AmountText = ClaimView['principal'];

/** Everything an interest note says; the same facts give the same document. */
export interface InterestNoteFacts extends Pick<Parties, 'firm' | 'client'> {
  /** null while it is a draft */
  readonly number: string | null;
  readonly language: Language;
  readonly law: LawCountry;
  readonly isConsumer: boolean;
  /** the account's day, and the last day that counts */
  readonly issuedOn: string;
  readonly payBy: string;
  readonly bankAccount: string;
  readonly bankName: string;
  /** the person who issues it; empty where a program does */
  readonly issuer: string;
  readonly lines: readonly InterestNoteLine[];
  /** null where none is asked for */
  readonly interest: AmountText | null;
  readonly compensation: AmountText | null;
  readonly total: AmountText;
}

/** What a note says of one invoice. */
export interface InterestNoteLine {
  readonly invoiceNumber: string;
  readonly invoiceIssuedOn: string | null;
  readonly invoiceAmount: AmountText;
  readonly dueOn: string;
  /** the day the law shifts the due date to */
  readonly effectiveDueOn: string;
  /** null while something is open: interest is counted up to the day of the note */
  readonly paidOn: string | null;
  readonly daysLate: number;
  /** null where only the compensation is asked for */
  readonly interest: NotedInterest | null;
  readonly compensation: NotedCompensation | null;
}

export interface NotedInterest {
  readonly periods: readonly NotedPeriod[];
  /** all interest until the day of the note, rounded once */
  readonly accrued: AmountText;
  /** what payments have settled of it; null for nothing */
  readonly credited: AmountText | null;
  /** what is on earlier notes */
  readonly earlier: readonly { readonly number: string; readonly amount: AmountText }[];
  /** what is left: this is asked for */
  readonly amount: AmountText;
}

export interface NotedPeriod {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly principal: AmountText;
  readonly annualPercent: string;
  readonly interest: AmountText;
}

export interface NotedCompensation {
  readonly euro: AmountText;
  readonly amount: AmountText;
  /** null where it is paid in euro */
  readonly exchangeRate: string | null;
  readonly exchangeRateOn: string | null;
  /** the bank whose rate it is; null where it is paid in euro */
  readonly exchangePublisher: string | null;
}
