import type { DelayFacts } from '../law/country-law.js';
import { withPoints } from '../law/margin.js';
import type { DelayRate } from '../rates/delay-rate.js';
import { BASISZINS } from './basiszins.js';

/** DE-1: nine points over the Basiszins between businesses, five otherwise. */
export function delayRate({ kind }: DelayFacts): DelayRate {
  return kind === 'consumer' ? CONSUMER : BUSINESS;
}

const BUSINESS: DelayRate = {
  table: BASISZINS.id,
  reference: 'first-day-of-half-year',
  since: null,
  percentOf: withPoints('9'),
  rulesOn: () => ['DE-1'],
};

const CONSUMER: DelayRate = { ...BUSINESS, percentOf: withPoints('5') };
