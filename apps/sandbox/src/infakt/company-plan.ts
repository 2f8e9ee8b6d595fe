/** Everything a company's made-up books depend on; the same plan gives the same books. */
export interface CompanyPlan {
  readonly key: string;
  readonly seed: string;
  /** documents in all seven collections together */
  readonly invoices: number;
  readonly mix: CompanyMix;
  /** the day the due dates are spread around, YYYY-MM-DD */
  readonly startDay: string;
}

/**
 * `lifelike`: every kind of document, paid and unpaid, due from 120 days ago to 30 ahead.
 * `open`: unpaid VAT invoices only, all due by two days ahead, for measuring.
 */
export type CompanyMix = 'lifelike' | 'open';
