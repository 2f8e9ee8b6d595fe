import { maxDay, type LocalDate } from '@invoicetracker/calendar';
import { calculateClaim } from '../claim/calculate-claim.js';
import type { Claim } from '../claim/claim.js';
import type { ClaimInput, ClaimPayment, ClaimRate } from '../claim/claim-input.js';
import { readClaimKind, type ClaimKind } from '../law/claim-kind.js';
import { DEFAULT_OPTIONS, type ClaimOptions } from '../law/claim-options.js';
import { SHIPPED_EXCHANGE_RATES, SHIPPED_RATES } from '../law/countries.js';
import type { LawCountry } from '../law/country-law.js';
import type { Refusal } from '../law/refusal.js';
import { NotSupported, type Example, type Fields } from './example.js';
import { dayIn, firstDayIn, listIn, needAmount, needDay, numberIn, textIn } from './read-fields.js';

const CURRENCIES: Readonly<Record<string, string>> = { PL: 'PLN', HU: 'HUF', DE: 'EUR', EU: 'EUR' };

/** The country whose law is asked for; "PL" also from a kind like "PL_commercial". */
export function countryOf({ country, input }: Example): LawCountry {
  const code = textIn(input, 'kind')?.slice(0, 2) ?? country;
  const known = Object.hasOwn(CURRENCIES, code) ? code : country;
  if (!Object.hasOwn(CURRENCIES, known)) {
    throw new NotSupported(`the law of "${country}" is not known`);
  }
  return known as LawCountry;
}

export function currencyOf(example: Example): string {
  return textIn(example.input, 'currency') ?? CURRENCIES[countryOf(example)]!;
}

/** The kind by any of its names; commercial where nothing is said. */
export function kindOf(input: Fields): ClaimKind {
  const text = textIn(input, 'kind') ?? textIn(input, 'debtor') ?? 'commercial';
  const kind = readClaimKind(text);
  if (kind === null) throw new NotSupported(`nothing is known of the kind "${text}"`);
  return kind;
}

/** The claim of an example with principal, due date and payments. */
export function claimOf(example: Example): Claim | Refusal {
  return calculateClaim(claimInputOf(example));
}

function claimInputOf(example: Example): ClaimInput {
  const { input } = example;
  const currency = currencyOf(example);
  const principal = needAmount(input, 'principal', currency);
  const paidOn = dayIn(input, 'payment_date');
  const payments: readonly ClaimPayment[] =
    paidOn === null
      ? listIn(input, 'payments').map((payment) => ({
          on: needDay(payment, 'date'),
          amount: needAmount(payment, 'amount', textIn(payment, 'currency') ?? currency),
          towards: 'as-ordered',
        }))
      : principal.minor === 0n
        ? []
        : [{ on: paidOn, amount: principal, towards: 'principal' }];
  return {
    country: countryOf(example),
    kind: kindOf(input),
    principal,
    costs: null,
    dueOn: needDay(input, 'due_date'),
    payments,
    asOf: asOfIn(input, paidOn, payments),
    rate: rateIn(input),
    options: optionsIn(input),
    rates: SHIPPED_RATES,
    exchange: SHIPPED_EXCHANGE_RATES,
  };
}

/** The day asked for, else the last payment. */
function asOfIn(
  input: Fields,
  paidOn: LocalDate | null,
  payments: readonly ClaimPayment[],
): LocalDate {
  const [first, ...others] = payments.map((payment) => payment.on);
  const last = first ? maxDay(first, ...others) : null;
  const asOf = firstDayIn(input, ['as_of', 'calculation_date']) ?? paidOn ?? last;
  if (asOf === null) throw new NotSupported('neither a payment nor "as_of" says until when');
  return asOf;
}

function rateIn(input: Fields): ClaimRate {
  const fixed = numberIn(input, 'annual_percent');
  if (fixed) return { kind: 'fixed', percent: fixed };
  const agreed = numberIn(input, 'agreed_annual_percent');
  return agreed ? { kind: 'agreed', percent: agreed } : { kind: 'statutory' };
}

/** The choices an example makes; the product's defaults for the rest. */
export function optionsIn(input: Fields): ClaimOptions {
  const crediting = textIn(input, 'policy') ?? textIn(input, 'allocation') ?? '';
  const rounding = textIn(input, 'rounding') ?? '';
  return {
    ...DEFAULT_OPTIONS,
    dayCount: dayCountIn(input),
    shift: textIn(input, 'shift') === 'none' ? 'none' : 'law',
    crediting: crediting.startsWith('principal_first')
      ? 'principal-first'
      : crediting.startsWith('interest_first')
        ? 'interest-first'
        : 'law',
    rounding: rounding.includes('each payment') ? 'each-payment' : 'once',
  };
}

function dayCountIn(input: Fields): ClaimOptions['dayCount'] {
  const dayCount = textIn(input, 'day_count') ?? 'actual/365';
  if (dayCount === 'actual/365' || dayCount === 'actual/actual') return dayCount;
  throw new NotSupported(`nothing is known of the day count "${dayCount}"`);
}
