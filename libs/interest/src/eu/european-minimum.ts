import { addDays } from '@invoicetracker/calendar';
import { currency } from '@invoicetracker/money';
import type { CompensationDue } from '../law/compensation-due.js';
import type { CompensationFacts, CountryLaw } from '../law/country-law.js';
import type { DefaultStart, DefaultStartFacts } from '../law/default-start.js';
import { Refusal } from '../law/refusal.js';
import { delayRate } from './delay-rate.js';
import { EU_RULES } from './rules.js';

const EUR = currency('EUR');

/** The minimum of Directive 2011/7/EU, where no country's own law is known. */
export const EU: CountryLaw = {
  country: 'EU',
  rules: EU_RULES,
  shiftRules: [],
  crediting: {
    order: 'principal-first',
    rules: ['EU-credit'],
    designation: { rules: ['EU-credit'], canTakeSideClaimsFirst: false },
  },
  delayRate,
  agreedRateCap: () => null,
  compensation,
  limitation: () =>
    new Refusal('kind-not-covered', 'The directive has no limitation: choose a country.', {
      field: 'country',
    }),
  defaultStart,
};

/** EU-2: at least 40 EUR, without a reminder. */
function compensation({ kind, delayStartsOn }: CompensationFacts): CompensationDue | null {
  if (kind === 'consumer') return null;
  return {
    euro: 40n,
    currency: EUR,
    dueOn: delayStartsOn,
    exchange: null,
    isDueWithoutDemand: true,
    forfeitAfter: null,
    rules: ['EU-2'],
  };
}

/** EU-2: 30 days from the invoice, or from the performance if that came later or the receipt is unclear. */
function defaultStart(facts: DefaultStartFacts): DefaultStart | Refusal {
  const { invoiceReceivedOn, performedOn } = facts;
  const isPerformedLater =
    invoiceReceivedOn !== null && performedOn !== null && invoiceReceivedOn < performedOn;
  const from = isPerformedLater ? performedOn : (invoiceReceivedOn ?? performedOn);
  if (from === null) {
    return new Refusal('fact-missing', 'Neither receipt of the invoice nor performance is known.', {
      field: 'invoiceReceivedOn',
    });
  }
  const lastDayOn = addDays(from, 30);
  return { lastDayOn, startsOn: addDays(lastDayOn, 1), rules: ['EU-2'] };
}
