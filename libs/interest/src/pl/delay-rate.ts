import { localDate } from '@invoicetracker/calendar';
import { rational, times } from '../exact/rational.js';
import type { DelayFacts } from '../law/country-law.js';
import { withPoints } from '../law/margin.js';
import type { DelayRate } from '../rates/delay-rate.js';
import { NBP_REFERENCE } from './nbp-reference.js';

/** Before 2016 both rates were made in another way. */
const SINCE = localDate('2016-01-01');
const HIGHER_MARGIN_FROM = localDate('2020-01-01');
const eightPoints = withPoints('8');
const tenPoints = withPoints('10');
const statutoryPoints = withPoints('5.5');

/** PL-2 to PL-5: commercial interest by half-years, ordinary statutory interest day by day. */
export function delayRate({ kind, delayStartsOn, options }: DelayFacts): DelayRate {
  if (kind === 'consumer') return STATUTORY;
  if (kind === 'public-health') return PUBLIC_HEALTH;
  const isOldDelay = delayStartsOn < HIGHER_MARGIN_FROM;
  const staysLow = options.transition2020 === 'by-start-of-delay' && isOldDelay;
  return staysLow ? COMMERCIAL_OF_OLD_DELAYS : COMMERCIAL;
}

/** PL-6: twice the ordinary statutory rate of the day. */
export function agreedRateCap(): DelayRate {
  return AGREED_CAP;
}

const STATUTORY: DelayRate = {
  table: NBP_REFERENCE.id,
  reference: 'each-day',
  since: SINCE,
  percentOf: statutoryPoints,
  rulesOn: () => ['PL-5'],
};

const AGREED_CAP: DelayRate = {
  table: NBP_REFERENCE.id,
  reference: 'each-day',
  since: SINCE,
  percentOf: (reference) => times(statutoryPoints(reference), rational(2n)),
  rulesOn: () => ['PL-6'],
};

const COMMERCIAL: DelayRate = {
  table: NBP_REFERENCE.id,
  reference: 'first-day-of-half-year',
  since: SINCE,
  percentOf: (reference, on) =>
    on < HIGHER_MARGIN_FROM ? eightPoints(reference) : tenPoints(reference),
  rulesOn: (on) => [on < HIGHER_MARGIN_FROM ? 'PL-4' : 'PL-2', 'PL-3', 'PL-7'],
};

const COMMERCIAL_OF_OLD_DELAYS: DelayRate = {
  ...COMMERCIAL,
  percentOf: eightPoints,
  rulesOn: () => ['PL-4', 'PL-3', 'PL-7'],
};

const PUBLIC_HEALTH: DelayRate = { ...COMMERCIAL, percentOf: eightPoints };
