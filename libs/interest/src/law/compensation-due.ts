import type { LocalDate } from '@invoicetracker/calendar';
import type { Currency } from '@invoicetracker/money';

/** The fixed sum for recovery costs that a country's law gives, before it is exchanged. */
export interface CompensationDue {
  /** whole euros: 40, 70 or 100 */
  readonly euro: bigint;
  /** the currency it is paid in */
  readonly currency: Currency;
  /** the day it becomes due, or may be claimed from */
  readonly dueOn: LocalDate;
  /** which exchange rate the law names; null where it is paid in euro */
  readonly exchange: ExchangeDay | null;
  /** false where it must be claimed */
  readonly isDueWithoutDemand: boolean;
  /** the last day to claim it; null where nothing is forfeited */
  readonly forfeitAfter: LocalDate | null;
  readonly rules: readonly string[];
}

/** A central bank's mid rate of one day. */
export interface ExchangeDay {
  readonly publisher: string;
  readonly on: LocalDate;
}
