import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

import { Money } from '../../platform/http/money.dto.js';
import { Omittable } from '../../platform/http/omittable.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Up to ten to the thirteenth, and a bit above. */
const AMOUNT = /^\d{1,15}(\.\d{1,3})?$/;
const PERCENT = /^\d{1,3}(\.\d{1,6})?$/;
const CURRENCY = /^[A-Z]{3}$/;
const TOWARDS = ['as-ordered', 'invoice', 'interest', 'principal', 'compensation'] as const;
type Towards = (typeof TOWARDS)[number];

export class ClaimPaymentBody {
  /** The day it was on the creditor's account. */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  on: string;

  /** In the claim's currency, e.g. "5000.00". */
  @Matches(AMOUNT)
  amount: string;

  /** Only to be refused by name when it is not the claim's. */
  @Omittable()
  @Matches(CURRENCY)
  currency?: string;

  /** What the payer said it is for: this invoice, or a part of the claim before everything else. */
  @Omittable()
  @IsIn(TOWARDS)
  towards?: Towards;
}

/** A late payment in plain words; nothing of it is kept. */
export class ClaimBody {
  /**
   * Whose law, as ISO 3166-1 alpha-2. `EU` and members of the Union other than PL, HU and DE have the minimum of Directive
   * 2011/7/EU. May be left out where `kind` begins with it.
   */
  @Omittable()
  @Matches(/^[A-Z]{2}$/)
  country?: string;

  /** `commercial` (the default), `public-body`, `public-health` or `consumer`; "PL_commercial" and "business" mean the same. */
  @Omittable()
  @Matches(/^[A-Za-z_-]{1,60}$/)
  kind?: string;

  /** Gross amount of the invoice, VAT included, e.g. "12400.00". */
  @Matches(AMOUNT)
  principal: string;

  /** ISO 4217 */
  @Matches(CURRENCY)
  currency: string;

  /** Costs already claimed beside the principal. */
  @Omittable()
  @Matches(AMOUNT)
  costs?: string;

  /** The agreed due date. Left out only with `annualPercent` and `daysLate`. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  dueOn?: string;

  /** The day the whole principal was paid; instead of `payments`. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  paidOn?: string;

  @Omittable()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ClaimPaymentBody)
  payments?: ClaimPaymentBody[];

  /** The last day that counts; the last payment if left out. */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  asOf?: string;

  /** A rate to take instead of the law's, in percent a year. */
  @Omittable()
  @Matches(PERCENT)
  annualPercent?: string;

  /** A rate the parties agreed; it counts as far as the law allows. */
  @Omittable()
  @Matches(PERCENT)
  agreedAnnualPercent?: string;

  /** Interest that runs by contract already (Hungary, debts outside business). */
  @Omittable()
  @Matches(PERCENT)
  contractualAnnualPercent?: string;

  /** Days at `annualPercent`, where there is no due date. */
  @Omittable()
  @IsInt()
  @Min(0)
  @Max(100_000)
  daysLate?: number;

  /** Mid rate of one euro in the compensation's currency, for the day the law names: where the product does not know it. */
  @Omittable()
  @Matches(/^\d{1,6}(\.\d{1,6})?$/)
  exchangeRate?: string;

  /** Days of a year: always 365, or as many as it has. */
  @Omittable()
  @IsIn(['actual/365', 'actual/actual'])
  dayCount?: 'actual/365' | 'actual/actual';

  /** Rounded once, or at each payment too. */
  @Omittable()
  @IsIn(['once', 'each-payment'])
  rounding?: 'once' | 'each-payment';

  /** Whether a due date on a day off moves. */
  @Omittable()
  @IsIn(['law', 'none'])
  shift?: 'law' | 'none';

  /** What payments settle first: as the country's law has it, or as the creditor chose. */
  @Omittable()
  @IsIn(['law', 'interest-first', 'principal-first'])
  crediting?: 'law' | 'interest-first' | 'principal-first';

  /** When a Polish claim matures, which decides on the exchange rate. */
  @Omittable()
  @IsIn(['next-day', 'due-day'])
  maturity?: 'next-day' | 'due-day';

  /** Which rate a Polish delay that began before 2020 bears from then on. */
  @Omittable()
  @IsIn(['by-day', 'by-start-of-delay'])
  transition2020?: 'by-day' | 'by-start-of-delay';

  /** Whether the compensation is measured by what was unpaid when delay began, or by the whole claim. */
  @Omittable()
  @IsIn(['unpaid', 'whole-claim'])
  compensationBase?: 'unpaid' | 'whole-claim';

  /** When compensation was demanded (Hungary: within a year). */
  @Omittable()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  compensationClaimedOn?: string;
}

export class RateSource {
  table: string;
  name: string;
  annualPercent: string;
  /** The day whose rate the law names. */
  referenceOn: string;
  validFrom: string;
  source: string;
  /** False where nobody has looked yet whether a newer decision exists. */
  isConfirmed: boolean;
}

export class InterestPeriod {
  from: string | null;
  to: string | null;
  days: number;
  principal: Money;
  annualPercent: string;
  /** Rounded to be shown; the total is the rounded sum of the exact ones. */
  interest: Money;
  interestUnrounded: string;
  /** The published rates it was made of; none for a rate that was given. */
  sources: RateSource[];
  rules: string[];
}

export class ClaimAllocation {
  on: string;
  /** What the payer said it is for; `as-ordered` where nothing was said. */
  towards: Towards;
  paid: Money;
  /** All interest until that day, paid or not. */
  interestAccrued: Money;
  toCosts: Money;
  toInterest: Money;
  toPrincipal: Money;
  toCompensation: Money;
  unallocated: Money;
  principalAfter: Money;
  interestAfter: Money;
  /** Why in this order; none where the account chose it. */
  rules: string[];
}

export class ClaimCompensation {
  euro: Money;
  /** Null while the exchange rate is not known. */
  amount: Money | null;
  paid: Money;
  /** Still to be paid: nothing once it is forfeited. Null while the amount is not known. */
  open: Money | null;
  exchangeRate: string | null;
  /** The day whose mid rate the law names; null where it is paid in euro. */
  exchangeRateOn: string | null;
  exchangeRateSource: string | null;
  dueOn: string;
  isDueWithoutDemand: boolean;
  /** The last day to claim it; null where nothing is forfeited. */
  forfeitAfter: string | null;
  isForfeited: boolean;
  /** False where it is forfeited, or in another currency than the claim. */
  isInTotal: boolean;
  rules: string[];
}

export class MissingFigure {
  what: 'rate' | 'exchange-rate';
  on: string;
  detail: string;
}

export class LawRule {
  id: string;
  /** As a letter cites it. */
  article: string;
  says: string;
  url: string | null;
}

export class ClaimResult {
  country: string | null;
  kind: string | null;
  asOf: string | null;
  dueOn: string | null;
  /** The day the law shifts the due date to. */
  effectiveDueOn: string | null;
  firstInterestOn: string | null;
  daysLate: number;
  principal: Money;
  principalOpen: Money;
  costsOpen: Money;
  periods: InterestPeriod[];
  /** All interest until the day, rounded once. */
  interest: Money;
  interestPaid: Money;
  interestOpen: Money;
  /** What one more day adds. */
  dailyInterest: Money;
  dailyInterestUnrounded: string;
  allocation: ClaimAllocation[];
  /** Payments beyond what was owed. */
  unallocated: Money;
  compensation: ClaimCompensation | null;
  totalBeforeCompensation: Money;
  /** Null while something is missing: no guess goes into a total. */
  total: Money | null;
  missing: MissingFigure[];
  rules: LawRule[];
}
