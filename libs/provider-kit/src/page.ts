import type { Finding } from './finding.js';

/** Anything a connector needs to go on where it stopped. The host stores it as JSON and hands it back untouched. */
export type Cursor = { readonly [key: string]: CursorValue };
export type CursorValue = string | number | boolean | null;

export interface Page<T> {
  readonly records: readonly T[];
  /** rows that could not be used, each with its reason; they never stop the page */
  readonly setAside: readonly SetAside[];
  /** null when everything has been read */
  readonly nextCursor: Cursor | null;
  /** rows in this collection under the filter in force, as the provider counts them; null when it does not say */
  readonly total: number | null;
  /** which collection the page was read from */
  readonly collection: string;
  /**
   * null: the list is not in the order of `sequence`, so no page says anything about what is not on it. Only when the
   * whole pass is through (`nextCursor` null) may a document be missed that was on none of its pages.
   */
  readonly sequenceRange: SequenceRange | null;
  /**
   * Whether the provider answered what was asked, filter and order. When false the records are right all the same
   * (the connector filtered them itself), but nothing may be concluded from a record that is absent.
   */
  readonly isFilterHonoured: boolean;
  /**
   * On the last page of what changed, where the provider vouches for it: everything up to here has been told, so the
   * next pass asks from here on. Left out: the host goes by its own clock and overlaps.
   */
  readonly completeUntil?: Date;
}

/** The stretch of `sequence` values a page speaks for: a record inside it that is not on the page was not in the list. */
export interface SequenceRange {
  /** null: from the first one on */
  readonly afterExclusive: bigint | null;
  /** null: to the end, on a collection's last page */
  readonly throughInclusive: bigint | null;
}

/** A row that was kept out, with enough to explain why to a person. */
export interface SetAside {
  readonly collection: string;
  readonly externalId: string | null;
  readonly reason: SetAsideReason;
  /** `findings` as one sentence for technicians */
  readonly detail: string;
  readonly findings: readonly Finding[];
  /** the row as it came */
  readonly record: unknown;
}

export type SetAsideReason =
  | 'malformed'
  | 'unknown-currency'
  | 'duplicate'
  | 'unclear-correction'
  | 'no-due-date'
  /** the claim was sold: the factor collects it, not the firm */
  | 'claim-sold'
  /** a kind of document this product does not read */
  | 'unknown-form';
