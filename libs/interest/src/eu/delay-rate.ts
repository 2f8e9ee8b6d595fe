import { centralBankTable } from '../law/central-bank.js';
import type { DelayFacts } from '../law/country-law.js';
import { withPoints } from '../law/margin.js';
import { Refusal } from '../law/refusal.js';
import type { DelayRate } from '../rates/delay-rate.js';

const eightPoints = withPoints('8');

/** EU-1: the least a member state may give between businesses and against authorities. */
export function delayRate({ kind, currency }: DelayFacts): DelayRate | Refusal {
  if (kind === 'consumer') {
    return new Refusal('kind-not-covered', 'The directive does not cover debts of consumers.', {
      field: 'kind',
    });
  }
  const table = centralBankTable(currency);
  if (table === null) {
    return new Refusal(
      'currency-without-rate',
      `The reference rate of the central bank of ${currency} is not known.`,
      { field: 'currency' },
    );
  }
  return {
    table,
    reference: 'first-day-of-half-year',
    since: null,
    percentOf: eightPoints,
    rulesOn: () => ['EU-1'],
  };
}
