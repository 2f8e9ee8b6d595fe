import { addDays, type LocalDate } from '@invoicetracker/calendar';
import type { Rational } from '../exact/rational.js';
import { withPoints } from '../law/margin.js';
import { Refusal } from '../law/refusal.js';
import { firstDayOfHalfYear, lastDayOfHalfYear } from '../rates/half-year.js';
import { rateOn, type RateTable } from '../rates/rate-table.js';

/** Countries whose rate is a margin over a base rate that the caller has to know. */
export type Neighbour = 'AT' | 'CZ' | 'RO' | 'SK';

/**
 * Points over the base rate of the first day of the half-year, and the fixed sum: AT-1 (§ 456, 458 UGB),
 * CZ-1 (decree 351/2013), RO-1 (Law 72/2013, OG 13/2011), SK-1 (decree 21/2013).
 */
const MARGINS: Readonly<Record<Neighbour, (base: Rational) => Rational>> = {
  AT: withPoints('9.2'),
  CZ: withPoints('8'),
  RO: withPoints('8'),
  SK: withPoints('8'),
};

export function isNeighbour(country: string): country is Neighbour {
  return Object.hasOwn(MARGINS, country);
}

/** The delay rate between businesses, in percent a year. */
export function neighbourRate(country: Neighbour, baseRate: Rational): Rational {
  return MARGINS[country](baseRate);
}

/** The fixed sum for recovery costs, in whole units. */
export const NEIGHBOUR_COMPENSATION: Readonly<
  Record<Neighbour, { readonly amount: bigint; readonly currency: string }>
> = {
  AT: { amount: 40n, currency: 'EUR' },
  CZ: { amount: 1_200n, currency: 'CZK' },
  RO: { amount: 40n, currency: 'EUR' },
  SK: { amount: 40n, currency: 'EUR' },
};

const ninePoints = withPoints('9');

/** SK-1, first variant: the ECB rate of the first day of delay and nine points, for the whole delay. */
export function slovakFixedRate(ecb: RateTable, delayStartsOn: LocalDate): Rational | Refusal {
  const row = rateOn(ecb, delayStartsOn);
  return row instanceof Refusal ? row : ninePoints(row.percent);
}

/** SK-1, second variant: a rate for every half-year from the first of the delay to the last that is known. */
export function slovakHalfYearRates(
  ecb: RateTable,
  delayStartsOn: LocalDate,
): readonly { readonly halfYear: string; readonly percent: Rational }[] {
  const rates: { halfYear: string; percent: Rational }[] = [];
  let firstDay = firstDayOfHalfYear(delayStartsOn);
  for (;;) {
    const row = rateOn(ecb, firstDay);
    if (row instanceof Refusal) return rates;
    const half = firstDay.endsWith('01-01') ? 'H1' : 'H2';
    rates.push({
      halfYear: `${firstDay.slice(0, 4)}${half}`,
      percent: neighbourRate('SK', row.percent),
    });
    firstDay = addDays(lastDayOfHalfYear(firstDay), 1);
  }
}
