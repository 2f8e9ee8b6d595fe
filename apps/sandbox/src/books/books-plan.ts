/** Everything a firm's made-up books depend on; the same plan gives the same books. */
export interface BooksPlan {
  /** what opens them, sandbox-<name> */
  readonly key: string;
  /** which provider keeps them: the same key opens other books elsewhere */
  readonly player: string;
  readonly seed: string;
  /** where the firm and most of its clients are */
  readonly country: BooksCountry;
  /** how many documents */
  readonly invoices: number;
  readonly mix: BooksMix;
  /** the day the due dates are spread around, YYYY-MM-DD */
  readonly startDay: string;
}

export type BooksCountry = 'PL' | 'HU';

/**
 * `lifelike`: every kind of document, paid and unpaid, due from 120 days ago to 30 ahead.
 * `open`: unpaid invoices only, all due by two days ahead, for measuring.
 */
export type BooksMix = 'lifelike' | 'open';
