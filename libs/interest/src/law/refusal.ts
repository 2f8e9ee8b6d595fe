import type { LocalDate } from '@invoicetracker/calendar';

/** What somebody has to add before the figure can be worked out. */
export type MissingFigure =
  | { readonly what: 'rate'; readonly table: string; readonly on: LocalDate }
  | {
      readonly what: 'exchange-rate';
      readonly publisher: string;
      readonly from: string;
      readonly to: string;
      readonly on: LocalDate;
    };

export type RefusalCode =
  /** a reference rate is not known on a day that needs it */
  | 'rate-missing'
  /** an exchange rate is not known on the day the law names */
  | 'exchange-rate-missing'
  /** amounts of two currencies meet */
  | 'currency-mismatch'
  /** nobody knows the law's rate for debts in this currency */
  | 'currency-without-rate'
  | 'amount-not-positive'
  | 'day-out-of-range'
  /** the country's rules do not speak of this kind of claim */
  | 'kind-not-covered'
  | 'rate-not-positive'
  /** what happened to the claim is not among what the rules know */
  | 'event-not-covered'
  | 'fact-missing';

/**
 * No figure, and why: an expected outcome, so it is returned and not thrown. A refusal never hides a
 * guess; `missing` names the row to add, `field` the input to change.
 */
export class Refusal {
  readonly missing: MissingFigure | null;
  readonly field: string | null;

  constructor(
    readonly code: RefusalCode,
    /** a sentence for people */
    readonly detail: string,
    more: { readonly missing?: MissingFigure; readonly field?: string } = {},
  ) {
    this.missing = more.missing ?? null;
    this.field = more.field ?? null;
  }
}
