import type { LocalDate } from '@invoicetracker/calendar';

/** What is known of a debt without an agreed due date. */
export interface DefaultStartFacts {
  readonly isConsumer: boolean;
  /** when the debt became payable, if later than the invoice; null for at once */
  readonly payableOn: LocalDate | null;
  /** when the debtor got the invoice or demand; null where that is unclear */
  readonly invoiceReceivedOn: LocalDate | null;
  /** when the creditor delivered or performed */
  readonly performedOn: LocalDate | null;
  /** when a reminder reached the debtor after the debt was due; null without one */
  readonly remindedOn: LocalDate | null;
  /** a consumer's invoice said that delay comes by itself after 30 days */
  readonly wasConsumerWarned: boolean;
}

export interface DefaultStart {
  /** the last day to pay without delay, after any shift; null where a reminder starts the delay */
  readonly lastDayOn: LocalDate | null;
  /** the first day that bears interest; null while nothing has started it */
  readonly startsOn: LocalDate | null;
  readonly rules: readonly string[];
}
