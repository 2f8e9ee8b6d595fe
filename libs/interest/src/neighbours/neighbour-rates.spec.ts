import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { ECB_MAIN_REFINANCING } from '../eu/ecb-main-refinancing.js';
import { parseDecimal, percentText, type Rational } from '../exact/rational.js';
import { Refusal } from '../law/refusal.js';
import {
  isNeighbour,
  neighbourRate,
  slovakFixedRate,
  slovakHalfYearRates,
  type Neighbour,
} from './neighbour-rates.js';

it.each<[Neighbour, string, string]>([
  ['AT', '1.53', '10.73'],
  ['CZ', '3.50', '11.50'],
  ['RO', '6.50', '14.50'],
  ['SK', '2.15', '10.15'],
])('%s-1 takes a base rate of %s to %s', (country, base, rate) => {
  expect(percentText(neighbourRate(country, parseDecimal(base)))).toBe(rate);
});

it('SK-1 has one rate for the whole delay, or one for each half-year', () => {
  const delayStartsOn = localDate('2026-03-10');
  const fixed = slovakFixedRate(ECB_MAIN_REFINANCING, delayStartsOn) as Rational;
  expect(percentText(fixed)).toBe('11.15');
  const rates = slovakHalfYearRates(ECB_MAIN_REFINANCING, delayStartsOn);
  expect(rates.map(({ halfYear, percent }) => [halfYear, percentText(percent)])).toEqual([
    ['2026H1', '10.15'],
    ['2026H2', '10.40'],
  ]);
});

it('SK-1 guesses nothing', () => {
  expect(slovakFixedRate(ECB_MAIN_REFINANCING, localDate('2027-01-01'))).toBeInstanceOf(Refusal);
  expect(slovakHalfYearRates(ECB_MAIN_REFINANCING, localDate('2027-01-01'))).toEqual([]);
});

it('knows its neighbours', () => {
  expect(['AT', 'CZ', 'RO', 'SK', 'PL', 'toString'].map(isNeighbour)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});
