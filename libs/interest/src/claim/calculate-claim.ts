import { addDays, type LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import { money, type Money } from '@invoicetracker/money';
import { NOTHING, type Rational } from '../exact/rational.js';
import { COUNTRIES } from '../law/countries.js';
import type { CountryLaw, DelayFacts } from '../law/country-law.js';
import { Refusal } from '../law/refusal.js';
import { refusalOf } from './check-input.js';
import type { Claim, ClaimCompensation, CreditingStep } from './claim.js';
import type { ClaimInput } from './claim-input.js';
import { compensationOfClaim } from './compensation-of-claim.js';
import { ratesOfClaim } from './rates-of-claim.js';
import { interestOf, runCourse, type CourseEnd, type PayableCompensation } from './run-course.js';
import { yearFraction } from './year-fraction.js';

/**
 * What is owed for one invoice on a day, with the reason for every figure. Pure: the same input always
 * gives the same claim. A rate that is not known gives a refusal that names it, never a guess.
 */
export function calculateClaim(input: ClaimInput): Claim | Refusal {
  const refusal = refusalOf(input);
  if (refusal) return refusal;
  const { country, kind, principal, dueOn, asOf, options } = input;
  const law = COUNTRIES[country];
  const shifted = options.shift === 'law' ? effectiveDueOn(country, dueOn) : dueOn;
  const delayStartsOn = addDays(shifted, 1);
  const facts: DelayFacts = { kind, currency: principal.currency, delayStartsOn, options };

  const course = runCourse({
    principal: principal.minor,
    costs: input.costs?.minor ?? 0n,
    currency: principal.currency,
    payments: input.payments,
    order: options.crediting === 'law' ? law.crediting.order : options.crediting,
    startsOn: delayStartsOn,
    asOf,
    options,
    ratesOf: (from, to) => ratesOfClaim(input, law, facts, from, to),
    compensationOn: (on, unpaid) =>
      payableOf(compensationFor(input, law, facts, shifted, { unpaid, asOf: on, paid: 0n }), {
        isDemanded: options.compensationClaimedOn !== null && options.compensationClaimedOn <= on,
      }),
  });
  if (course instanceof Refusal) return course;
  const { unpaidAtStart: unpaid, compensationPaid: paid } = course;
  const compensation = compensationFor(input, law, facts, shifted, { unpaid, asOf, paid });
  if (compensation instanceof Refusal) return compensation;
  return claimOf(input, law, { shifted, delayStartsOn, course, compensation });
}

interface CompensationDay {
  /** open when delay began */
  readonly unpaid: bigint;
  readonly asOf: LocalDate;
  /** settled by payments until then */
  readonly paid: bigint;
}

function compensationFor(
  input: ClaimInput,
  law: CountryLaw,
  { kind, delayStartsOn, options }: DelayFacts,
  shifted: LocalDate,
  { unpaid, asOf, paid }: CompensationDay,
): ClaimCompensation | Refusal | null {
  const isLate = asOf >= delayStartsOn && unpaid > 0n;
  if (!isLate) return null;
  const measure = options.compensationBase === 'unpaid' ? unpaid : input.principal.minor;
  return compensationOfClaim(
    law,
    {
      kind,
      claim: money(measure, input.principal.currency),
      effectiveDueOn: shifted,
      delayStartsOn,
      options,
      exchange: input.exchange,
    },
    asOf,
    paid,
  );
}

/** What a payment in the claim's currency may settle of it; one in another currency is paid by itself. */
function payableOf(
  compensation: ClaimCompensation | Refusal | null,
  { isDemanded }: { isDemanded: boolean },
): PayableCompensation | Refusal {
  if (compensation instanceof Refusal) return compensation;
  if (compensation === null || !compensation.isInTotal) return { minor: 0n, isDue: false };
  if (compensation.amount === null) return compensation.missing!;
  return { minor: compensation.amount.minor, isDue: isDemanded || compensation.isDueWithoutDemand };
}

interface Parts {
  readonly shifted: LocalDate;
  readonly delayStartsOn: LocalDate;
  readonly course: CourseEnd;
  readonly compensation: ClaimCompensation | null;
}

function claimOf(input: ClaimInput, law: CountryLaw, parts: Parts): Claim {
  const { shifted, delayStartsOn, course, compensation } = parts;
  const amount = (minor: bigint): Money => ({ minor, currency: input.principal.currency });
  const interestOpen = course.interest.minor - course.interestPaid;
  const before = course.principalOpen + course.costsOpen + interestOpen;
  return {
    country: input.country,
    kind: input.kind,
    asOf: input.asOf,
    dueOn: input.dueOn,
    effectiveDueOn: shifted,
    delayStartsOn,
    daysLate: course.periods.reduce((sum, period) => sum + period.days, 0),
    principal: input.principal,
    principalOpen: amount(course.principalOpen),
    costsOpen: amount(course.costsOpen),
    periods: course.periods,
    interest: course.interest,
    interestPaid: amount(course.interestPaid),
    interestOpen: amount(interestOpen),
    dailyInterest: dailyInterestOf(input, course),
    steps: stepsOf(input, law, course),
    unallocated: amount(course.unallocated),
    compensation,
    totalBeforeCompensation: amount(before),
    total: compensation?.isInTotal
      ? compensation.open && amount(before + compensation.open.minor)
      : amount(before),
    rules: rulesBehind(input, law, parts),
  };
}

/** PL-28, HU-9, DE-5: the payer's word, else the law's order; an order that the creditor chose has no rule. */
function stepsOf(
  { options }: ClaimInput,
  { crediting }: CountryLaw,
  { steps }: CourseEnd,
): readonly CreditingStep[] {
  const ordered = options.crediting === 'law' ? crediting.rules : [];
  const named = [...new Set([...crediting.designation.rules, ...ordered])];
  return steps.map((step) => ({ ...step, rules: step.towards === 'as-ordered' ? ordered : named }));
}

/** At the rate of the day itself; nothing before the delay and once the principal is paid. */
function dailyInterestOf({ asOf, options }: ClaimInput, course: CourseEnd): Rational {
  const last = course.periods.at(-1);
  if (course.principalOpen === 0n || last?.to !== asOf) return NOTHING;
  return interestOf(course.principalOpen, last.percent, yearFraction(asOf, asOf, options.dayCount));
}

function rulesBehind(input: ClaimInput, law: CountryLaw, parts: Parts): readonly string[] {
  const { shifted, course, compensation } = parts;
  const ids = new Set<string>(shifted === input.dueOn ? [] : law.shiftRules);
  for (const period of course.periods) for (const id of period.rules) ids.add(id);
  for (const step of stepsOf(input, law, course)) for (const id of step.rules) ids.add(id);
  for (const id of compensation?.rules ?? []) ids.add(id);
  return [...ids];
}
