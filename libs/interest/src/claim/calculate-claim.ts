import { addDays, type LocalDate } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import { money, type Money } from '@invoicetracker/money';
import { NOTHING, type Rational } from '../exact/rational.js';
import { COUNTRIES } from '../law/countries.js';
import type { CountryLaw, DelayFacts } from '../law/country-law.js';
import { Refusal } from '../law/refusal.js';
import { refusalOf } from './check-input.js';
import type { Claim, ClaimCompensation } from './claim.js';
import type { ClaimInput } from './claim-input.js';
import { compensationOfClaim } from './compensation-of-claim.js';
import { ratesOfClaim } from './rates-of-claim.js';
import { interestOf, runCourse, type CourseEnd } from './run-course.js';
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
  });
  if (course instanceof Refusal) return course;
  const compensation = compensationFor(input, law, facts, shifted, course);
  if (compensation instanceof Refusal) return compensation;
  return claimOf(input, law, { shifted, delayStartsOn, course, compensation });
}

function compensationFor(
  input: ClaimInput,
  law: CountryLaw,
  { kind, delayStartsOn, options }: DelayFacts,
  shifted: LocalDate,
  course: CourseEnd,
): ClaimCompensation | Refusal | null {
  const isLate = input.asOf >= delayStartsOn && course.unpaidAtStart > 0n;
  if (!isLate) return null;
  const measure =
    options.compensationBase === 'unpaid' ? course.unpaidAtStart : input.principal.minor;
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
    input.asOf,
  );
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
    steps: course.steps,
    unallocated: amount(course.unallocated),
    compensation,
    totalBeforeCompensation: amount(before),
    total: compensation?.isInTotal
      ? compensation.amount && amount(before + compensation.amount.minor)
      : amount(before),
    rules: rulesBehind(input, law, parts),
  };
}

/** At the rate of the day itself; nothing before the delay and once the principal is paid. */
function dailyInterestOf({ asOf, options }: ClaimInput, course: CourseEnd): Rational {
  const last = course.periods.at(-1);
  if (course.principalOpen === 0n || last?.to !== asOf) return NOTHING;
  return interestOf(course.principalOpen, last.percent, yearFraction(asOf, asOf, options.dayCount));
}

function rulesBehind(
  { dueOn, options }: ClaimInput,
  law: CountryLaw,
  parts: Parts,
): readonly string[] {
  const { shifted, course, compensation } = parts;
  const ids = new Set<string>(shifted === dueOn ? [] : law.shiftRules);
  for (const period of course.periods) for (const id of period.rules) ids.add(id);
  if (course.steps.length > 0 && options.crediting === 'law') {
    for (const id of law.crediting.rules) ids.add(id);
  }
  for (const id of compensation?.rules ?? []) ids.add(id);
  return [...ids];
}
