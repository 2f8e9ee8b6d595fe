import type { LocalDate } from '@invoicetracker/calendar';

import type { BookedInvoice, JudgedPlan, Part, SentLetter } from './judge.js';

/** A firm that lives through days: the product with its database, or the engine alone in memory. */
export interface LivedFirm {
  client(name: string): Promise<void>;
  issue(invoice: BookedInvoice): Promise<void>;
  /** money received on an invoice; negative: it goes back */
  move(number: string, minor: number, on: LocalDate): Promise<void>;
  hasOpenCase(number: string): Promise<boolean>;
  stop(client: string, day: LocalDate, until: LocalDate): Promise<void>;
  /** one part, or a plan of several with days of grace */
  promise(number: string, day: LocalDate, parts: readonly Part[], graceDays: number): Promise<void>;
  /** a part of an invoice is contested; null: no longer */
  contest(number: string, day: LocalDate, minor: number | null): Promise<void>;
  /** money that settles nothing yet; negative: it goes back */
  moneyInHand(client: string, minor: number, day: LocalDate): Promise<void>;
  writeApart(client: string, isApart: boolean): Promise<void>;
  /** lays down another plan, for the running cases too */
  lay(plan: JudgedPlan): Promise<void>;
  /** the run of a day, and its letters */
  run(day: LocalDate): Promise<void>;
  lettersOf(day: LocalDate): Promise<SentLetter[]>;
  /** what is open, by the invoice's number */
  openMinor(): Promise<ReadonlyMap<string, number>>;
}

/** What a firm is laid out with. */
export interface FirmLayout {
  /** ISO weekdays on which it writes */
  readonly weekdays: readonly number[];
  readonly gapDays: number;
  readonly timeZone: string;
}
