import { addDays, daysBetween, type LocalDate } from '@invoicetracker/calendar';
import type { Currency, Money } from '@invoicetracker/money';
import { NOTHING, plus, rational, times, type Rational } from '../exact/rational.js';
import type { ClaimOptions } from '../law/claim-options.js';
import { Refusal } from '../law/refusal.js';
import { roundToCoin } from '../law/round-to-coin.js';
import type { RatePeriod } from '../rates/delay-rate.js';
import type { CreditingStep, InterestPeriod } from './claim.js';
import type { ClaimPayment } from './claim-input.js';
import {
  creditTowards,
  type CreditedClaim,
  type CreditingOrder,
  type OpenClaim,
} from './credit.js';
import { paymentsByDay, type DayPart } from './payments-by-day.js';
import { yearFraction } from './year-fraction.js';

/** What happens to a debt between its due date and a day. */
export interface Course {
  readonly principal: bigint;
  readonly costs: bigint;
  readonly currency: Currency;
  readonly payments: readonly ClaimPayment[];
  readonly order: CreditingOrder;
  /** the first day that bears interest */
  readonly startsOn: LocalDate;
  readonly asOf: LocalDate;
  readonly options: ClaimOptions;
  ratesOf(from: LocalDate, to: LocalDate): readonly RatePeriod[] | Refusal;
  /** all of the compensation that a payment of this day may settle; a refusal where its amount is not known */
  compensationOn(on: LocalDate, unpaidAtStart: bigint): PayableCompensation | Refusal;
}

/** What a payment may settle of the compensation, paid before or not, in minor units. */
export interface PayableCompensation {
  readonly minor: bigint;
  /** false while it has to be demanded first: only a payer who names it pays it */
  readonly isDue: boolean;
}

/** What the payments of one day and purpose settled, before the law is named. */
export type CourseStep = Omit<CreditingStep, 'rules'>;

/** Where the course has come to, amounts in minor units. */
export interface CourseEnd {
  readonly principalOpen: bigint;
  readonly costsOpen: bigint;
  /** exact, all of it, paid or not */
  readonly accrued: Rational;
  readonly interest: Money;
  readonly interestPaid: bigint;
  readonly compensationPaid: bigint;
  /** open when delay began, after what was paid until then */
  readonly unpaidAtStart: bigint;
  readonly unallocated: bigint;
  readonly periods: readonly InterestPeriod[];
  readonly steps: readonly CourseStep[];
}

const HUNDREDTH: Rational = rational(1n, 100n);

/**
 * Goes from payment to payment. The full balance still bears interest on the day of a payment (G-6);
 * interest is kept exact and rounded as one sum wherever somebody has to see or pay it (G-4).
 */
export function runCourse(course: Course): CourseEnd | Refusal {
  const { currency, options, startsOn, asOf } = course;
  let principal = course.principal;
  let costs = course.costs;
  let accrued = NOTHING;
  let interestPaid = 0n;
  let compensationPaid = 0n;
  let unallocated = 0n;
  let unpaidAtStart = principal;
  let nextDay = startsOn;
  const periods: InterestPeriod[] = [];
  const steps: CourseStep[] = [];

  const accrueUntil = (day: LocalDate): Refusal | null => {
    if (day < nextDay) return null;
    if (principal > 0n) {
      const added = periodsOf(course, principal, nextDay, day);
      if (added instanceof Refusal) return added;
      for (const period of added) accrued = plus(accrued, period.interest);
      periods.push(...added);
    }
    nextDay = addDays(day, 1);
    return null;
  };

  for (const day of paymentsByDay(course.payments, asOf)) {
    const refusal = accrueUntil(day.on);
    if (refusal) return refusal;
    const interest = roundToCoin(accrued, currency);
    if (options.rounding === 'each-payment') accrued = rational(interest.minor);
    for (const part of day.parts) {
      const owed = costs + interest.minor - interestPaid + principal;
      const mayReachIt = part.towards === 'compensation' || part.minor > owed;
      const payable = mayReachIt ? payableOf(course, day.on, part, unpaidAtStart) : 0n;
      if (payable instanceof Refusal) return payable;
      const open: OpenClaim = {
        costs,
        interest: interest.minor - interestPaid,
        principal,
        compensation: atLeastNothing(payable - compensationPaid),
      };
      const parts = creditTowards(part.minor, part.towards, open, course.order);
      costs -= parts.costs;
      interestPaid += parts.interest;
      principal -= parts.principal;
      compensationPaid += parts.compensation;
      unallocated += parts.left;
      steps.push(stepOf(day.on, part, interest, open, parts));
    }
    if (day.on < startsOn) unpaidAtStart = principal;
  }
  const refusal = accrueUntil(asOf);
  if (refusal) return refusal;
  return {
    principalOpen: principal,
    costsOpen: costs,
    accrued,
    interest: roundToCoin(accrued, currency),
    interestPaid,
    compensationPaid,
    unpaidAtStart,
    unallocated,
    periods,
    steps,
  };
}

/** The exact interest of one year's part on a balance, in minor units. */
export function interestOf(principal: bigint, percent: Rational, years: Rational): Rational {
  return times(times(rational(principal), times(percent, HUNDREDTH)), years);
}

function periodsOf(
  course: Course,
  principal: bigint,
  from: LocalDate,
  to: LocalDate,
): readonly InterestPeriod[] | Refusal {
  const rates = course.ratesOf(from, to);
  if (rates instanceof Refusal) return rates;
  return rates.map((rate) => ({
    ...rate,
    days: daysBetween(rate.from, rate.to) + 1,
    principal: { minor: principal, currency: course.currency },
    interest: interestOf(
      principal,
      rate.percent,
      yearFraction(rate.from, rate.to, course.options.dayCount),
    ),
  }));
}

/** Nothing before the delay; only who names a compensation of unknown amount is kept waiting for it. */
function payableOf(
  course: Course,
  on: LocalDate,
  { towards }: DayPart,
  unpaidAtStart: bigint,
): bigint | Refusal {
  if (on < course.startsOn) return 0n;
  const payable = course.compensationOn(on, unpaidAtStart);
  const isNamed = towards === 'compensation';
  if (payable instanceof Refusal) return isNamed ? payable : 0n;
  return isNamed || payable.isDue ? payable.minor : 0n;
}

function atLeastNothing(minor: bigint): bigint {
  return minor < 0n ? 0n : minor;
}

function stepOf(
  on: LocalDate,
  part: DayPart,
  interest: Money,
  open: OpenClaim,
  parts: CreditedClaim,
): CourseStep {
  const amount = (minor: bigint): Money => ({ minor, currency: interest.currency });
  return {
    on,
    towards: part.towards,
    paid: amount(part.minor),
    interestAccrued: interest,
    interestDue: amount(open.interest),
    toCosts: amount(parts.costs),
    toInterest: amount(parts.interest),
    toPrincipal: amount(parts.principal),
    toCompensation: amount(parts.compensation),
    unallocated: amount(parts.left),
    principalAfter: amount(open.principal - parts.principal),
    interestAfter: amount(open.interest - parts.interest),
  };
}
