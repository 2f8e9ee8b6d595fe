import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import { decimalText, parseDecimal, type Rational } from '../exact/rational.js';
import { age, ageForReport } from './ageing.js';
import { collectionEffectiveness } from './collection-effectiveness.js';
import { collectionForecast } from './collection-forecast.js';
import { weightedDaysLate } from './days-late.js';
import {
  averageDaysDelinquent,
  countBackDso,
  daysSalesOutstanding,
} from './days-sales-outstanding.js';
import { promisesKept } from './promises-kept.js';
import { rollRates } from './roll-rates.js';

const of = parseDecimal;
const two = (value: Rational | null) => value && decimalText(value, 2);

it('ME-2 ME-4 tells DSO and its overdue part', () => {
  expect(two(daysSalesOutstanding(of('15000'), of('10000'), 30))).toBe('45.00');
  expect(two(averageDaysDelinquent(of('15000'), of('4000'), of('10000'), 30))).toBe('33.00');
  expect(() => daysSalesOutstanding(of('15000'), of('0'), 30)).toThrow(RangeError);
});

it('ME-3 counts DSO back month by month, and does not know it beyond the months given', () => {
  const months = [
    { sales: of('120000'), days: 31 },
    { sales: of('100000'), days: 30 },
    { sales: of('90000'), days: 31 },
  ];
  expect(two(countBackDso(of('250000'), months))).toBe('71.33');
  expect(two(countBackDso(of('220000'), months))).toBe('61.00');
  expect(two(countBackDso(of('60000'), months))).toBe('15.50');
  expect(two(countBackDso(of('310000'), months))).toBe('92.00');
  expect(countBackDso(of('310001'), months)).toBeNull();
});

it('ME-6 measures collection against what could be collected', () => {
  const period = {
    openAtStart: of('120000'),
    creditSales: of('240000'),
    openAtEnd: of('90000'),
    notDueAtEnd: of('50000'),
    months: 3,
  };
  expect(two(collectionEffectiveness(period))).toBe('73.33');
  const nothing = { ...period, creditSales: of('0'), openAtStart: of('50000') };
  expect(() => collectionEffectiveness(nothing)).toThrow(RangeError);
});

it('ME-1 puts both ends of a bucket into it, for us and for the report', () => {
  const asOf = localDate('2026-11-20');
  const invoice = (dueOn: string, minor: bigint) => ({
    dueOn: localDate(dueOn),
    open: money(minor, 'PLN'),
  });
  const invoices = [
    invoice('2026-11-23', 1n),
    invoice('2026-11-20', 2n),
    invoice('2026-11-16', 4n),
    invoice('2026-10-21', 8n),
    invoice('2026-10-20', 16n),
    invoice('2026-09-21', 32n),
    invoice('2026-08-21', 64n),
    invoice('2026-07-23', 128n),
    invoice('2026-07-22', 256n),
  ];
  const minors = (sums: ReadonlyMap<string, { minor: bigint }>) =>
    Object.fromEntries([...sums].map(([name, { minor }]) => [name, minor]));
  expect(minors(age('PL', asOf, 'PLN', invoices))).toEqual({
    'not-due': 3n,
    '1-30': 12n,
    '31-60': 48n,
    '61-90': 0n,
    '90+': 448n,
  });
  expect(minors(ageForReport(asOf, 'PLN', invoices))).toEqual({
    'not-due': 1n,
    '0-5': 6n,
    '6-30': 8n,
    '31-60': 48n,
    '61-120': 192n,
    '120+': 256n,
  });
});

it('ME-5 weighs days late by amount, from the shifted due date, and takes early for on time', () => {
  const invoice = (amount: string, dueOn: string, paidOn: string) => ({
    amount: of(amount),
    dueOn: localDate(dueOn),
    paidOn: localDate(paidOn),
  });
  const invoices = [
    // due on a Saturday: payable until Monday
    invoice('300', '2026-11-07', '2026-11-19'),
    invoice('100', '2026-11-10', '2026-11-02'),
  ];
  expect(two(weightedDaysLate('PL', invoices))).toBe('7.50');
  expect(weightedDaysLate('PL', [])).toBeNull();
});

it('ME-7 follows money through the buckets', () => {
  const { percents, wholePath } = rollRates([
    { from: of('200000'), into: of('50000') },
    { from: of('80000'), into: of('24000') },
  ]);
  expect([...percents.map(two), two(wholePath)]).toEqual(['25.00', '30.00', '7.50']);
});

it('ME-8 counts a promise partly paid as broken, but not for a grosz', () => {
  const promise = (promised: string, credited: string) => ({
    promised: of(promised),
    credited: of(credited),
  });
  const rates = promisesKept([
    promise('300.00', '299.99'),
    promise('100.00', '99.98'),
    promise('200.00', '200.00'),
  ])!;
  expect([two(rates.byCount), two(rates.byAmount)]).toEqual(['66.67', '83.33']);
  expect(promisesKept([])).toBeNull();
});

it('ME-9 expects no disputed money', () => {
  const bucket = (open: string, excluded: string, probability: string) => ({
    open: of(open),
    excluded: of(excluded),
    probability: of(probability),
  });
  const expected = collectionForecast([bucket('100', '0', '0.85'), bucket('50', '20', '0.30')]);
  expect(two(expected)).toBe('94.00');
});
