import type { LocalDate } from '@invoicetracker/calendar';

/** What is claimed, where the period depends on it. */
export type LimitationClaim = 'sale' | 'business' | 'carriage' | 'court-title';

/** Something that happened to the claim. */
export interface LimitationEvent {
  readonly kind:
    | 'demand'
    | 'acknowledgement'
    | 'part-payment'
    | 'agreed-change'
    | 'court-claim'
    | 'enforcement'
    | 'bankruptcy-filing'
    | 'mediation'
    | 'conciliation-summons';
  readonly on: LocalDate;
  /** the day a proceeding ended; null while it goes on, or where nothing lasts */
  readonly endedOn: LocalDate | null;
}

export interface LimitationFacts {
  readonly claim: LimitationClaim;
  /** the agreed due date, or the day the claim arose */
  readonly dueOn: LocalDate;
  readonly events: readonly LimitationEvent[];
}

/** When a claim becomes time-barred. */
export interface Limitation {
  /** the last day of the period; null while a proceeding stops it */
  readonly lastDayOn: LocalDate | null;
  /** the events that started it anew or stopped it */
  readonly effective: readonly LimitationEvent[];
  readonly rules: readonly string[];
}
