import type { LocalDate } from '@invoicetracker/calendar';
import type { Currency, Money } from '@invoicetracker/money';
import type { Rational } from '../exact/rational.js';
import type { ClaimKind } from '../law/claim-kind.js';
import type { LawCountry } from '../law/country-law.js';
import type { Refusal } from '../law/refusal.js';
import type { RateBasis } from '../rates/delay-rate.js';
import type { ExchangeRate } from '../rates/exchange-rates.js';
import type { ClaimPayment } from './claim-input.js';

/** Days with one rate and one open principal. */
export interface InterestPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly days: number;
  /** what was open on these days */
  readonly principal: Money;
  /** percent a year */
  readonly percent: Rational;
  /** the published rates it was made of; none for a rate that was given */
  readonly bases: readonly RateBasis[];
  readonly rules: readonly string[];
  /** exact, in minor units; only the total is rounded (G-4) */
  readonly interest: Rational;
}

/** What the payments of one day and purpose settled. */
export interface CreditingStep {
  readonly on: LocalDate;
  /** what the payer said they are for; `as-ordered` where nothing was said */
  readonly towards: ClaimPayment['towards'];
  readonly paid: Money;
  /** all interest until that day, paid or not */
  readonly interestAccrued: Money;
  /** interest open before the payment */
  readonly interestDue: Money;
  readonly toCosts: Money;
  readonly toInterest: Money;
  readonly toPrincipal: Money;
  readonly toCompensation: Money;
  /** more than was owed */
  readonly unallocated: Money;
  readonly principalAfter: Money;
  readonly interestAfter: Money;
  /** why in this order; none where the account chose it */
  readonly rules: readonly string[];
}

/** The fixed sum for recovery costs. */
export interface ClaimCompensation {
  readonly euro: bigint;
  /** the currency it is paid in */
  readonly currency: Currency;
  /** null while `missing` says which exchange rate is not known */
  readonly amount: Money | null;
  readonly paid: Money;
  /** what of it is still to be paid: nothing once it is forfeited; null while its amount is not known */
  readonly open: Money | null;
  /** the day whose mid rate the law names; null where it is paid in euro */
  readonly exchangeOn: LocalDate | null;
  /** the bank that publishes it */
  readonly exchangePublisher: string | null;
  readonly exchange: ExchangeRate | null;
  readonly missing: Refusal | null;
  readonly dueOn: LocalDate;
  readonly isDueWithoutDemand: boolean;
  readonly forfeitAfter: LocalDate | null;
  readonly isForfeited: boolean;
  /** false where it is forfeited, or in another currency than the claim and stands beside its total */
  readonly isInTotal: boolean;
  readonly rules: readonly string[];
}

/** What is owed for one late invoice on one day, and why. */
export interface Claim {
  readonly country: LawCountry;
  readonly kind: ClaimKind;
  readonly asOf: LocalDate;
  readonly dueOn: LocalDate;
  /** the day the law shifts the due date to */
  readonly effectiveDueOn: LocalDate;
  /** the first day that bears interest if anything is open */
  readonly delayStartsOn: LocalDate;
  /** days that bore interest */
  readonly daysLate: number;
  readonly principal: Money;
  readonly principalOpen: Money;
  readonly costsOpen: Money;
  readonly periods: readonly InterestPeriod[];
  /** all interest until the day, rounded once */
  readonly interest: Money;
  readonly interestPaid: Money;
  readonly interestOpen: Money;
  /** what one more day adds at the day's rate: exact, in minor units */
  readonly dailyInterest: Rational;
  readonly steps: readonly CreditingStep[];
  /** payments beyond what was owed */
  readonly unallocated: Money;
  /** null where none is due */
  readonly compensation: ClaimCompensation | null;
  readonly totalBeforeCompensation: Money;
  /** null while the compensation's exchange rate is not known: no guess goes into a total */
  readonly total: Money | null;
  /** ids of every rule the figures rest on */
  readonly rules: readonly string[];
}
