import { describe, expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { claimed, refused } from '../claim/claim-for-tests.js';
import { minus, parseDecimal, percentText } from '../exact/rational.js';
import { ECB_MAIN_REFINANCING } from '../eu/ecb-main-refinancing.js';
import type { DefaultStartFacts } from '../law/default-start.js';
import type { LimitationEvent } from '../law/limitation.js';
import { Refusal } from '../law/refusal.js';
import { rateOn } from '../rates/rate-table.js';
import { BASISZINS } from './basiszins.js';
import { defaultStart } from './default-start.js';
import { limitation } from './limitation.js';

const german = { country: 'DE', currency: 'EUR' } as const;

it.each(BASISZINS.rows.filter((row) => row.validFrom >= '2016-01-01'))(
  'DE-1 the Basiszins of $validFrom is 0.88 points below the ECB rate',
  ({ validFrom, percent }) => {
    const ecb = rateOn(ECB_MAIN_REFINANCING, validFrom);
    if (ecb instanceof Refusal) throw new Error(ecb.detail);
    expect(percentText(minus(ecb.percent, parseDecimal('0.88')))).toBe(percentText(percent));
  },
);

it('DE-1 gives nine points to businesses and five to others, from the first day of the half-year', () => {
  const span = { ...german, due: '2026-06-29', asOf: '2026-07-01' };
  const percents = (kind: 'commercial' | 'consumer') =>
    claimed({ ...span, kind }).periods.map(({ from, percent }) => [from, percentText(percent)]);
  expect(percents('commercial')).toEqual([
    ['2026-06-30', '10.27'],
    ['2026-07-01', '10.52'],
  ]);
  expect(percents('consumer')).toEqual([
    ['2026-06-30', '6.27'],
    ['2026-07-01', '6.52'],
  ]);
});

it('DE-1 is refused for a half-year nobody has announced', () => {
  expect(refused({ ...german, due: '2026-11-30', asOf: '2027-01-01' }).missing).toEqual({
    what: 'rate',
    table: 'de-basiszins',
    on: '2027-01-01',
  });
});

it('G-3 counts the days of a leap year where the account chose so', () => {
  const span = { ...german, principal: '366.00', due: '2023-12-29', asOf: '2024-01-31' };
  const fixed = { ...span, rate: { kind: 'fixed', percent: parseDecimal('100') } } as const;
  // Tuesday 2 January is the effective due date: 29 days, all of a leap year
  expect(claimed({ ...fixed, due: '2023-12-30' }).interest.minor).toBe(2908n);
  const actual = claimed({ ...fixed, due: '2023-12-30', options: { dayCount: 'actual/actual' } });
  expect(actual.interest.minor).toBe(2900n);
});

it('DE-2 gives 40 euro, in euro, not from consumers', () => {
  const span = { ...german, due: '2026-06-30', asOf: '2026-07-01' };
  const claim = claimed(span);
  expect(claim.compensation).toMatchObject({ euro: 40n, exchangeOn: null, isInTotal: true });
  expect(claim.total!.minor).toBe(100_000n + claim.interest.minor + 4_000n);
  expect(claimed({ ...span, kind: 'consumer' }).compensation).toBeNull();
});

describe('the start of default in Germany', () => {
  const facts: DefaultStartFacts = {
    isConsumer: false,
    payableOn: null,
    invoiceReceivedOn: localDate('2026-03-02'),
    performedOn: null,
    remindedOn: null,
    wasConsumerWarned: false,
  };

  it('DE-3 comes 30 days after the invoice, or after the due date if that is later', () => {
    expect(defaultStart(facts)).toMatchObject({ lastDayOn: '2026-04-01', startsOn: '2026-04-02' });
    const payableOn = localDate('2026-03-09');
    expect(defaultStart({ ...facts, payableOn })).toMatchObject({ lastDayOn: '2026-04-08' });
  });

  it('DE-3 DE-4 waits for the next working day', () => {
    const invoiceReceivedOn = localDate('2026-03-04');
    // the 30th day is Good Friday
    expect(defaultStart({ ...facts, invoiceReceivedOn })).toMatchObject({
      lastDayOn: '2026-04-07',
    });
  });

  it('DE-3 comes earlier by a reminder', () => {
    const remindedOn = localDate('2026-03-16');
    expect(defaultStart({ ...facts, remindedOn })).toMatchObject({ startsOn: '2026-03-17' });
  });

  it('DE-3 needs a reminder from consumers whose invoice did not warn them', () => {
    expect(defaultStart({ ...facts, isConsumer: true })).toMatchObject({ startsOn: null });
    const warned = { ...facts, isConsumer: true, wasConsumerWarned: true };
    expect(defaultStart(warned)).toMatchObject({ startsOn: '2026-04-02' });
  });
});

describe('the German limitation', () => {
  const lastDay = (...events: LimitationEvent[]) => {
    const result = limitation({ claim: 'business', dueOn: localDate('2023-05-10'), events });
    return result instanceof Refusal ? result.code : result.lastDayOn;
  };
  const event = (kind: LimitationEvent['kind'], on: string): LimitationEvent => ({
    kind,
    on: localDate(on),
    endedOn: null,
  });

  it('DE-6 ends three years after the year in which the claim arose', () => {
    expect(lastDay()).toBe('2026-12-31');
    expect(lastDay(event('demand', '2025-01-01'))).toBe('2026-12-31');
  });

  it('DE-6 starts anew on the day of an acknowledgement or part payment', () => {
    expect(lastDay(event('part-payment', '2025-02-03'))).toBe('2028-02-03');
    expect(lastDay(event('acknowledgement', '2027-01-01'))).toBe('2026-12-31');
  });

  it('DE-6 does not guess what a court claim does', () => {
    expect(lastDay(event('court-claim', '2025-02-03'))).toBe('event-not-covered');
  });
});
