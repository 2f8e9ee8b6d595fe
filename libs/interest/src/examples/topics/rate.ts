import type { LocalDate } from '@invoicetracker/calendar';
import { currency } from '@invoicetracker/money';
import { simpleInterest } from '../../claim/simple-interest.js';
import { percentText, type Rational } from '../../exact/rational.js';
import { ECB_MAIN_REFINANCING } from '../../eu/ecb-main-refinancing.js';
import type { ClaimKind } from '../../law/claim-kind.js';
import { COUNTRIES, SHIPPED_RATES } from '../../law/countries.js';
import { Refusal } from '../../law/refusal.js';
import {
  isNeighbour,
  NEIGHBOUR_COMPENSATION,
  neighbourRate,
  slovakFixedRate,
  slovakHalfYearRates,
  type Neighbour,
} from '../../neighbours/neighbour-rates.js';
import { ratePeriods, type RatePeriod } from '../../rates/delay-rate.js';
import { NotSupported, type Example, type Fields, type Topic } from '../example.js';
import { countryOf, currencyOf, kindOf, optionsIn } from '../read-claim.js';
import { dayIn, needAmount, needDay, needWhole, numberIn, textIn } from '../read-fields.js';
import { amountText, refusedFields } from '../write-fields.js';

/** The delay rate of a day, and the reference rate it was made of. */
export const rate: Topic = (example) =>
  isNeighbour(example.country) ? ofNeighbour(example.country, example.input) : ofCountry(example);

function ofCountry(example: Example): Fields {
  const own = periodOf(example, kindOf(example.input));
  if (own instanceof Refusal) return refusedFields(own);
  const percent = percentText(own.percent);
  return {
    reference_rate: percentText(own.bases[0]!.row.percent),
    base_rate: percentText(own.bases[0]!.row.percent),
    minimum_rate: percent,
    annual_percent: percent,
    rate: percent,
    commercial: percentOf(example, 'commercial'),
    business: percentOf(example, 'commercial'),
    public_health: percentOf(example, 'public-health'),
    consumer: percentOf(example, 'consumer'),
    statutory: percentOf(example, 'consumer'),
  };
}

function percentOf(example: Example, kind: ClaimKind): string | null {
  const period = periodOf(example, kind);
  return period instanceof Refusal ? null : percentText(period.percent);
}

function periodOf(example: Example, kind: ClaimKind): RatePeriod | Refusal {
  const on = needDay(example.input, 'date');
  const delayRate = COUNTRIES[countryOf(example)].delayRate({
    kind,
    currency: currency(currencyOf(example)),
    delayStartsOn: on,
    options: optionsIn(example.input),
  });
  if (delayRate instanceof Refusal) return delayRate;
  const periods = ratePeriods(delayRate, SHIPPED_RATES, on, on);
  return periods instanceof Refusal ? periods : periods[0]!;
}

function ofNeighbour(country: Neighbour, input: Fields): Fields {
  const { amount, currency: paidIn } = NEIGHBOUR_COMPENSATION[country];
  const sum = { compensation: String(amount), [`flat_${paidIn.toLowerCase()}`]: String(amount) };
  const delayStartsOn = dayIn(input, 'delay_starts');
  if (country === 'SK' && delayStartsOn !== null) return { ...sum, ...slovakRates(delayStartsOn) };
  const base = baseRateIn(input);
  if (base === null) throw new NotSupported(`the base rate of ${country} has to be given`);
  const percent = neighbourRate(country, base);
  const rates = { ...sum, annual_percent: percentText(percent) };
  if (input['principal'] === undefined) return rates;
  const principal = needAmount(input, 'principal', textIn(input, 'currency') ?? CURRENCY[country]);
  const { rounded } = simpleInterest(principal, percent, needWhole(input, 'days_late'));
  return { ...rates, interest: amountText(rounded) };
}

function slovakRates(delayStartsOn: LocalDate): Fields {
  const fixed = slovakFixedRate(ECB_MAIN_REFINANCING, delayStartsOn);
  const halfYears = slovakHalfYearRates(ECB_MAIN_REFINANCING, delayStartsOn);
  return {
    fixed_variant_whole_delay: fixed instanceof Refusal ? null : percentText(fixed),
    half_year_variant: Object.fromEntries(
      halfYears.map(({ halfYear, percent }) => [halfYear, percentText(percent)]),
    ),
  };
}

/** Examples name the base rate after its bank; it is the one number that is a rate. */
function baseRateIn(input: Fields): Rational | null {
  const name = Object.keys(input).find((field) => /rate|repo/.test(field));
  return name === undefined ? null : numberIn(input, name);
}

const CURRENCY: Readonly<Record<Neighbour, string>> = {
  AT: 'EUR',
  CZ: 'CZK',
  RO: 'RON',
  SK: 'EUR',
};
