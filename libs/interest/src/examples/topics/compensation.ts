import { addDays } from '@invoicetracker/calendar';
import { effectiveDueOn } from '@invoicetracker/calendar/holidays';
import { money, type Money } from '@invoicetracker/money';
import type { ClaimCompensation } from '../../claim/claim.js';
import { compensationOfClaim } from '../../claim/compensation-of-claim.js';
import { COUNTRIES, SHIPPED_EXCHANGE_RATES } from '../../law/countries.js';
import type { CompensationDue } from '../../law/compensation-due.js';
import type { CompensationFacts } from '../../law/country-law.js';
import { Refusal } from '../../law/refusal.js';
import { exchangeRates, type ExchangeRates } from '../../rates/exchange-rates.js';
import { NotSupported, type Example, type Fields, type Topic } from '../example.js';
import { countryOf, currencyOf, kindOf, optionsIn } from '../read-claim.js';
import { amountIn, firstDayIn, needDay, numberIn } from '../read-fields.js';
import { amountText, refusedFields } from '../write-fields.js';

/** The fixed compensation, its exchange day, and what it is in the country's money. */
export const compensation: Topic = (example) => {
  const country = countryOf(example);
  const options = optionsIn(example.input);
  const dueOn = needDay(example.input, 'due_date');
  const effective = options.shift === 'law' ? effectiveDueOn(country, dueOn) : dueOn;
  const facts: CompensationFacts = {
    kind: kindOf(example.input),
    claim: claimedAmount(example),
    effectiveDueOn: effective,
    delayStartsOn: addDays(effective, 1),
    options,
    exchange: SHIPPED_EXCHANGE_RATES,
  };
  const nextDay = compensationFor(example, facts);
  if (nextDay instanceof Refusal) return refusedFields(nextDay);
  const dueDay = compensationFor(example, {
    ...facts,
    options: { ...options, maturity: 'due-day' },
  });
  return {
    effective_due_date: effective,
    claim_mature_on: facts.delayStartsOn,
    delay_starts: facts.delayStartsOn,
    ...fieldsOf(nextDay),
    forfeited: isForfeited(example.input, nextDay),
    ...ambiguity(nextDay, dueDay),
  };
};

/** What is owed; any amount where the country gives one sum for all. */
function claimedAmount(example: Example): Money {
  const currency = currencyOf(example);
  const { input } = example;
  return (
    amountIn(input, 'amount_due', currency) ??
    amountIn(input, 'principal', currency) ??
    withoutTiers(example, currency)
  );
}

function withoutTiers(example: Example, currency: string): Money {
  if (countryOf(example) === 'PL') throw new NotSupported('"amount_due" is missing');
  return money(1n, currency);
}

function compensationFor(
  example: Example,
  facts: CompensationFacts,
): ClaimCompensation | Refusal | null {
  const law = COUNTRIES[countryOf(example)];
  const due = law.compensation(facts);
  const exchange =
    due === null || due instanceof Refusal ? facts.exchange : withGivenRate(example, due);
  return compensationOfClaim(law, { ...facts, exchange }, facts.delayStartsOn);
}

/** The shipped rates and the one the example gives for the day the law names. */
function withGivenRate({ input }: Example, due: CompensationDue): ExchangeRates {
  const given = numberIn(input, 'nbp_eur_mid') ?? numberIn(input, 'mnb_eur_mid_on_fx_date');
  if (given === null || due.exchange === null) return SHIPPED_EXCHANGE_RATES;
  const { publisher, on } = due.exchange;
  const rate = { publisher, from: 'EUR', to: due.currency, on, rate: given, source: 'example' };
  return exchangeRates([...SHIPPED_EXCHANGE_RATES.values(), rate]);
}

function fieldsOf(compensation: ClaimCompensation | null): Fields {
  if (compensation === null) return { compensation_eur: '0', flat_eur: '0' };
  const amount = amountText(compensation.amount);
  return {
    fx_date: compensation.exchangeOn,
    compensation_eur: String(compensation.euro),
    compensation_pln: amount,
    flat_eur: String(compensation.euro),
    flat_huf: amount,
    claim_forfeit_after: compensation.forfeitAfter,
    due_without_demand: compensation.isDueWithoutDemand,
  };
}

/** HU-8: whether a claim that came too late has nothing left to ask for. */
function isForfeited(input: Fields, compensation: ClaimCompensation | null): boolean | null {
  const claimedOn = firstDayIn(input, [
    'claimed_on',
    'claim_date',
    'claimed',
    'demand_date',
    'as_of',
  ]);
  const last = compensation?.forfeitAfter ?? null;
  return claimedOn === null || last === null ? null : claimedOn > last;
}

/** PL-19: whether the day on which the claim matures changes the exchange rate. */
function ambiguity(
  nextDay: ClaimCompensation | null,
  dueDay: ClaimCompensation | Refusal | null,
): Fields {
  const ifDueDay = dueDay instanceof Refusal ? null : (dueDay?.exchangeOn ?? null);
  const ifNextDay = nextDay?.exchangeOn ?? null;
  return {
    ambiguous: ifDueDay !== ifNextDay,
    fx_date_if_mature_day_after_due: ifNextDay,
    fx_date_if_mature_on_due_day: ifDueDay,
  };
}
