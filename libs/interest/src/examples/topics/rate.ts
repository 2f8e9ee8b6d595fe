import { currency } from '@invoicetracker/money';
import { simpleInterest } from '../../claim/simple-interest.js';
import { percentText } from '../../exact/rational.js';
import { ECB_MAIN_REFINANCING } from '../../eu/ecb-main-refinancing.js';
import { COUNTRIES, SHIPPED_RATES } from '../../law/countries.js';
import { Refusal } from '../../law/refusal.js';
import {
  isNeighbour,
  neighbourRate,
  slovakFixedRate,
  slovakHalfYearRates,
  type Neighbour,
} from '../../neighbours/neighbour-rates.js';
import { ratePeriods } from '../../rates/delay-rate.js';
import { NotSupported, type Example, type Fields, type Topic } from '../example.js';
import { countryOf, currencyOf, kindOf, optionsIn } from '../read-claim.js';
import { dayIn, needAmount, needDay, needWhole, numberIn, textIn } from '../read-fields.js';
import { amountText, refusedFields } from '../write-fields.js';

/** The delay rate of a day, and the reference rate it was made of. */
export const rate: Topic = (example) =>
  isNeighbour(example.country) ? ofNeighbour(example.country, example.input) : ofCountry(example);

function ofCountry(example: Example): Fields {
  const on = needDay(example.input, 'date');
  const delayRate = COUNTRIES[countryOf(example)].delayRate({
    kind: kindOf(example.input),
    currency: currency(currencyOf(example)),
    delayStartsOn: on,
    options: optionsIn(example.input),
  });
  if (delayRate instanceof Refusal) return refusedFields(delayRate);
  const periods = ratePeriods(delayRate, SHIPPED_RATES, on, on);
  if (periods instanceof Refusal) return refusedFields(periods);
  const [period] = periods;
  const percent = percentText(period!.percent);
  return {
    reference_rate: percentText(period!.bases[0]!.row.percent),
    minimum_rate: percent,
    annual_percent: percent,
    rate: percent,
  };
}

function ofNeighbour(country: Neighbour, input: Fields): Fields {
  const base =
    numberIn(input, 'base_rate_on_first_day_of_half_year') ?? numberIn(input, 'base_rate');
  const delayStartsOn = dayIn(input, 'delay_starts');
  if (country === 'SK' && delayStartsOn !== null) {
    const fixed = slovakFixedRate(ECB_MAIN_REFINANCING, delayStartsOn);
    return {
      fixed_variant_whole_delay: fixed instanceof Refusal ? null : percentText(fixed),
      half_year_variant: Object.fromEntries(
        slovakHalfYearRates(ECB_MAIN_REFINANCING, delayStartsOn).map(({ halfYear, percent }) => [
          halfYear,
          percentText(percent),
        ]),
      ),
    };
  }
  if (base === null) throw new NotSupported(`the base rate of ${country} has to be given`);
  const percent = neighbourRate(country, base);
  if (input['principal'] === undefined) return { annual_percent: percentText(percent) };
  const principal = needAmount(input, 'principal', textIn(input, 'currency') ?? CURRENCY[country]);
  const { rounded } = simpleInterest(principal, percent, needWhole(input, 'days_late'));
  return { annual_percent: percentText(percent), interest: amountText(rounded) };
}

const CURRENCY: Readonly<Record<Neighbour, string>> = {
  AT: 'EUR',
  CZ: 'CZK',
  RO: 'RON',
  SK: 'EUR',
};
