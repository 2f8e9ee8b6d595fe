import type { ExchangeRates, RateBook } from '@invoicetracker/interest';

/** The figures claims are worked out with: those that come with the product, and what was added since. */
export interface RatesInForce {
  readonly rates: RateBook;
  readonly exchange: ExchangeRates;
}
