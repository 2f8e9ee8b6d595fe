import type { BooksMix } from '../books/books-plan.js';

/** Everything a company's made-up books depend on; the same plan gives the same books. */
export interface CompanyPlan {
  readonly key: string;
  readonly seed: string;
  /** documents in all seven collections together */
  readonly invoices: number;
  readonly mix: BooksMix;
  /** the day the due dates are spread around, YYYY-MM-DD */
  readonly startDay: string;
}
