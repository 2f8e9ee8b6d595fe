import { describe, expect, it } from '@jest/globals';
import { localDate, maxDay } from '@invoicetracker/calendar';
import { parseAmount } from '@invoicetracker/money';
import { claimed, paid, refused } from '../claim/claim-for-tests.js';
import { parseDecimal, percentText } from '../exact/rational.js';
import type { LimitationEvent } from '../law/limitation.js';
import { exchangeRates, midRate } from '../rates/exchange-rates.js';
import { defaultStart } from './default-start.js';
import { limitation } from './limitation.js';
import { orderForPaymentFee, orderForPaymentRoute } from './order-for-payment.js';

const hungarian = { country: 'HU', currency: 'HUF', principal: '1000000' } as const;
const percents = (sketch: Parameters<typeof claimed>[0]): string[] =>
  claimed(sketch).periods.map((period) => percentText(period.percent));

/** The first day after the earliest due date whose half-year is known. */
const FIRST_DELAY = localDate('2016-01-05');

/** HU-6: half-year, base rate, rate between businesses, as published. */
const HALF_YEARS: [firstDay: string, base: string, business: string][] = [
  ['2016-01-01', '1.35', '9.35'],
  ['2016-07-01', '0.90', '8.90'],
  ['2020-01-01', '0.90', '8.90'],
  ['2020-07-01', '0.75', '8.75'],
  ['2021-01-01', '0.60', '8.60'],
  ['2021-07-01', '0.90', '8.90'],
  ['2022-01-01', '2.40', '10.40'],
  ['2022-07-01', '7.75', '15.75'],
  ['2023-01-01', '13.00', '21.00'],
  ['2023-07-01', '13.00', '21.00'],
  ['2024-01-01', '10.75', '18.75'],
  ['2024-07-01', '7.00', '15.00'],
  ['2025-01-01', '6.50', '14.50'],
  ['2026-01-01', '6.50', '14.50'],
  ['2026-07-01', '6.00', '14.00'],
];

it.each(HALF_YEARS)(
  'HU-1 HU-2 HU-6 from %s on others pay %s, businesses %s',
  (day, base, business) => {
    const onThatDay = (kind: 'commercial' | 'consumer') =>
      percents({
        ...hungarian,
        kind,
        due: '2016-01-04',
        asOf: maxDay(localDate(day), FIRST_DELAY),
      }).at(-1);
    expect([onThatDay('consumer'), onThatDay('commercial')]).toEqual([base, business]);
  },
);

it('HU-2 adds a third of the base rate to contractual interest, and is never below the base rate', () => {
  const span = { ...hungarian, kind: 'consumer', due: '2026-07-15', asOf: '2026-07-31' } as const;
  const withContract = (percent: string) =>
    percents({ ...span, options: { contractualPercent: parseDecimal(percent) } });
  expect(withContract('10')).toEqual(['12.00']);
  expect(withContract('1')).toEqual(['6.00']);
});

it('HU-3 takes the rate of the bank that issues the currency, and no other', () => {
  const span = { country: 'HU', due: '2026-05-15', asOf: '2026-08-14' } as const;
  expect(percents({ ...span, currency: 'EUR' })).toEqual(['10.15', '10.40']);
  expect(percents({ ...span, currency: 'PLN' })).toEqual(['12.00', '11.75']);
  expect(refused({ ...span, currency: 'USD' })).toMatchObject({
    code: 'currency-without-rate',
    field: 'currency',
  });
});

it('G-4 rounds to whole forints', () => {
  const claim = claimed({ ...hungarian, due: '2025-11-14', asOf: '2026-03-10' });
  expect(claim.interest).toEqual({ minor: 4_608_200n, currency: 'HUF' });
});

describe('the Hungarian compensation', () => {
  const rate = midRate('MNB', ['EUR', 'HUF'], localDate('2025-03-11'), '400.00', 'test');
  const span = { ...hungarian, due: '2025-03-10', exchange: exchangeRates([rate]) } as const;

  it('HU-7 is 40 euro in forint at the rate of the first day of delay', () => {
    expect(claimed({ ...span, asOf: '2025-03-11' }).compensation).toMatchObject({
      euro: 40n,
      exchangeOn: '2025-03-11',
      amount: { minor: 1_600_000n, currency: 'HUF' },
      isDueWithoutDemand: false,
      forfeitAfter: '2026-03-11',
    });
  });

  it('HU-8 is exchanged at the last fixing before a day without one', () => {
    const claim = claimed({ ...span, due: '2026-01-09', asOf: '2026-02-01' });
    // delay starts on a Saturday that a decree made a working day: no fixing
    expect(claim.compensation).toMatchObject({ dueOn: '2026-01-10', exchangeOn: '2026-01-09' });
  });

  it('HU-8 is forfeited after a year, unless it was claimed before', () => {
    const lastDay = claimed({ ...span, asOf: '2026-03-11' });
    expect(lastDay.compensation).toMatchObject({ isForfeited: false, isInTotal: true });
    const dayAfter = claimed({ ...span, asOf: '2026-03-12' });
    expect(dayAfter.compensation).toMatchObject({ isForfeited: true, isInTotal: false });
    expect(dayAfter.total).toEqual(dayAfter.totalBeforeCompensation);
    const claimedInTime = claimed({
      ...span,
      asOf: '2026-03-12',
      options: { compensationClaimedOn: localDate('2025-06-01') },
    });
    expect(claimedInTime.compensation!.isForfeited).toBe(false);
  });

  it('HU-7 is not owed by consumers', () => {
    expect(claimed({ ...span, kind: 'consumer', asOf: '2025-04-01' }).compensation).toBeNull();
  });
});

it('HU-9 settles costs, then interest, then principal', () => {
  const claim = claimed({
    ...hungarian,
    costs: parseAmount('12000', 'HUF'),
    due: '2025-11-14',
    asOf: '2026-03-10',
    payments: [paid('2026-03-10', '150000', 'as-ordered', 'HUF')],
  });
  expect(claim.steps[0]).toMatchObject({
    toCosts: { minor: 1_200_000n },
    toInterest: { minor: 4_608_200n },
    toPrincipal: { minor: 9_191_800n },
  });
});

it('HU-5 counts from receipt, from performance if the invoice came early or its receipt is unclear', () => {
  const facts = {
    isConsumer: false,
    payableOn: null,
    invoiceReceivedOn: localDate('2026-03-02'),
    performedOn: localDate('2026-02-20'),
    remindedOn: null,
    wasConsumerWarned: false,
  };
  const start = (change: Partial<typeof facts> | { invoiceReceivedOn: null }) =>
    defaultStart({ ...facts, ...change });
  expect(start({})).toMatchObject({ lastDayOn: '2026-04-01', startsOn: '2026-04-02' });
  const later = { performedOn: localDate('2026-03-09') };
  expect(start(later)).toMatchObject({ lastDayOn: '2026-04-08', startsOn: '2026-04-09' });
  expect(start({ invoiceReceivedOn: null })).toMatchObject({ lastDayOn: '2026-03-23' });
});

describe('the Hungarian limitation', () => {
  const event = (kind: LimitationEvent['kind'], on: string, endedOn?: string): LimitationEvent => ({
    kind,
    on: localDate(on),
    endedOn: endedOn === undefined ? null : localDate(endedOn),
  });
  const lastDay = (...events: LimitationEvent[]) =>
    limitation({ claim: 'business', dueOn: localDate('2021-06-15'), events }).lastDayOn;

  it('HU-10 lasts five years and is not moved by a demand or a mere part payment', () => {
    expect(lastDay()).toBe('2026-06-15');
    expect(lastDay(event('demand', '2024-01-10'))).toBe('2026-06-15');
    expect(lastDay(event('part-payment', '2024-01-10'))).toBe('2026-06-15');
  });

  it('HU-10 starts anew with an acknowledgement or a decision, not with a court that is still at it', () => {
    expect(lastDay(event('acknowledgement', '2024-01-10'))).toBe('2029-01-10');
    expect(lastDay(event('acknowledgement', '2026-06-16'))).toBe('2026-06-15');
    expect(lastDay(event('court-claim', '2024-01-10'))).toBeNull();
    expect(lastDay(event('court-claim', '2024-01-10', '2025-02-01'))).toBe('2030-02-01');
  });
});

it.each([
  ['200000', 'mandatory', '12000.00'],
  ['3000000', 'mandatory', '90000.00'],
  ['3000000.01', 'optional', '90001.00'],
  ['30000000', 'optional', '300000.00'],
  ['30000001', 'not-available', null],
])('HU-16 a claim of %s Ft goes the %s way for %s Ft', (claim, route, fee) => {
  const amount = parseAmount(claim, 'HUF');
  expect(orderForPaymentRoute(amount)).toBe(route);
  const expected = fee === null ? null : parseAmount(fee, 'HUF');
  expect(orderForPaymentFee(amount, 2)).toEqual(expected);
});

it('HU-16 asks at least 1 600 Ft a party', () => {
  expect(orderForPaymentFee(parseAmount('200000', 'HUF'), 10)!.minor).toBe(1_600_000n);
});
