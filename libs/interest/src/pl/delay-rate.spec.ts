import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, type LocalDate } from '@invoicetracker/calendar';
import { currency } from '@invoicetracker/money';
import { claimed } from '../claim/claim-for-tests.js';
import { parseDecimal, percentText } from '../exact/rational.js';
import type { ClaimKind } from '../law/claim-kind.js';
import { DEFAULT_OPTIONS } from '../law/claim-options.js';
import { SHIPPED_RATES } from '../law/countries.js';
import { Refusal } from '../law/refusal.js';
import { ratePeriods, type DelayRate } from '../rates/delay-rate.js';
import { agreedRateCap, delayRate } from './delay-rate.js';

const percentOn = (rate: DelayRate, day: LocalDate): string => {
  const periods = ratePeriods(rate, SHIPPED_RATES, day, day);
  if (periods instanceof Refusal) throw new Error(periods.detail);
  return percentText(periods[0]!.percent);
};
const rateOf = (kind: ClaimKind): DelayRate =>
  delayRate({
    kind,
    currency: currency('PLN'),
    delayStartsOn: localDate('2016-01-01'),
    options: DEFAULT_OPTIONS,
  });

/** The rates as the minister and ZUS announced them; ours are worked out from the NBP rate. */
const announced = (file: string): [day: string, percent: string][] =>
  readFileSync(join(import.meta.dirname, '../../examples/published-rates', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => [line.split(',')[2]!, line.split(',')[3]!]);

describe.each<[string, ClaimKind, string]>([
  ['PL-2 PL-3 PL-4 commercial', 'commercial', 'pl-commercial.csv'],
  ['PL-2 PL-3 public health', 'public-health', 'pl-commercial-public-health.csv'],
  ['PL-5 statutory', 'consumer', 'pl-statutory.csv'],
])('the %s rate', (_name, kind, file) => {
  const rows = announced(file);

  it.each(rows)('is on %s what was announced: %s', (day, percent) => {
    expect(percentOn(rateOf(kind), localDate(day))).toBe(percent);
  });

  it('stays the same until the next announcement', () => {
    const ends = rows.slice(1).map(([day]) => addDays(localDate(day), -1));
    expect(ends.map((day) => percentOn(rateOf(kind), day))).toEqual(
      rows.slice(0, -1).map(([, percent]) => percent),
    );
  });
});

it('PL-6 lets delay interest be agreed up to twice the statutory rate', () => {
  expect(percentOn(agreedRateCap(), localDate('2021-10-07'))).toBe('12.00');
  expect(percentOn(agreedRateCap(), localDate('2026-11-20'))).toBe('18.50');
});

const agreed = (percent: string) => ({ kind: 'agreed', percent: parseDecimal(percent) }) as const;
const percents = (sketch: Parameters<typeof claimed>[0]): string[] =>
  claimed(sketch).periods.map((period) => percentText(period.percent));

it('PL-6 PL-7 caps an agreed rate, and lets only a higher one replace the statutory rate', () => {
  const span = { due: '2026-07-01', asOf: '2026-07-31' };
  expect(percents({ ...span, rate: agreed('16') })).toEqual(['16.00']);
  expect(percents({ ...span, rate: agreed('30') })).toEqual(['18.50']);
  expect(percents({ ...span, rate: agreed('5') })).toEqual(['13.75']);
  expect(percents({ ...span, rate: agreed('5'), kind: 'consumer' })).toEqual(['5.00']);
});

it('PL-6 follows the cap where it moves between two half-years', () => {
  const claim = claimed({ due: '2025-11-03', asOf: '2026-01-31', rate: agreed('30') });
  expect(claim.periods.map(({ from, percent }) => [from, percentText(percent)])).toEqual([
    ['2025-11-04', '20.00'],
    ['2025-11-06', '19.50'],
    ['2025-12-04', '19.00'],
  ]);
});

it('PL-4 keeps delays of 2019 at eight points where the account chose so', () => {
  const span = { due: '2019-12-16', asOf: '2020-01-31' };
  expect(percents(span)).toEqual(['9.50', '11.50']);
  expect(percents({ ...span, options: { transition2020: 'by-start-of-delay' } })).toEqual(['9.50']);
});

it('PL-3 is not moved by a decision of 3 July', () => {
  expect(percents({ due: '2025-06-30', asOf: '2025-12-31' })).toEqual(['15.25']);
});
