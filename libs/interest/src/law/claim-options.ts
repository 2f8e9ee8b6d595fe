import type { LocalDate } from '@invoicetracker/calendar';
import type { Rational } from '../exact/rational.js';

/** Choices the law leaves open or disputed; `DEFAULT_OPTIONS` says what holds unless somebody chose. */
export interface ClaimOptions {
  /** G-3: 365 days a year also in leap years, or the days the calendar year really has */
  readonly dayCount: 'actual/365' | 'actual/actual';
  /** G-4: one rounding of the total, or one at every payment too */
  readonly rounding: 'once' | 'each-payment';
  /** PL-11, HU-11, DE-4: whether a due date on a day off moves */
  readonly shift: 'law' | 'none';
  /** PL-28, HU-9, DE-5: the country's order, or the creditor's own choice */
  readonly crediting: 'law' | 'interest-first' | 'principal-first';
  /** PL-19: a claim matures the day after the due date, or on the due date itself */
  readonly maturity: 'next-day' | 'due-day';
  /** PL-4: which rate a delay that began before 2020 bears from 2020 on */
  readonly transition2020: 'by-day' | 'by-start-of-delay';
  /** PL-15: measured by what was unpaid when delay began, or by the whole claim */
  readonly compensationBase: 'unpaid' | 'whole-claim';
  /** HU-8: the day compensation was demanded; unclaimed for a year, it is forfeited */
  readonly compensationClaimedOn: LocalDate | null;
  /** HU-2: interest that already runs by contract, percent a year */
  readonly contractualPercent: Rational | null;
}

export const DEFAULT_OPTIONS: ClaimOptions = {
  dayCount: 'actual/365',
  rounding: 'once',
  shift: 'law',
  crediting: 'law',
  maturity: 'next-day',
  transition2020: 'by-day',
  compensationBase: 'unpaid',
  compensationClaimedOn: null,
  contractualPercent: null,
};
