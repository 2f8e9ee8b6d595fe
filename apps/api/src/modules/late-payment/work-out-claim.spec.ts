import { describe, expect, it } from '@jest/globals';

import { DomainError } from '../../platform/http/domain-error.js';
import type { ClaimRequest } from './claim-request.js';
import { workOutClaim } from './work-out-claim.js';

const request: ClaimRequest = {
  country: 'PL',
  kind: 'commercial',
  principal: '12400.00',
  currency: 'PLN',
  dueOn: '2024-05-10',
  paidOn: '2024-06-23',
};
const refusal = (change: Partial<ClaimRequest>): DomainError => {
  try {
    workOutClaim({ ...request, ...change });
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('a claim came out');
};

describe('a claim from plain input', () => {
  it('has interest, its period, and the rate it was made of', () => {
    expect(workOutClaim(request)).toMatchObject({
      daysLate: 44,
      effectiveDueOn: '2024-05-10',
      interest: { amount: '235.43', currency: 'PLN' },
      principalOpen: { amount: '0.00' },
      periods: [
        {
          from: '2024-05-11',
          to: '2024-06-23',
          annualPercent: '15.75',
          interestUnrounded: '235.4301369863',
          sources: [{ annualPercent: '5.75', referenceOn: '2024-01-01', validFrom: '2023-10-05' }],
          rules: ['PL-2', 'PL-3', 'PL-7'],
        },
      ],
    });
  });

  it('has no total while the exchange rate of the day is not known, and says so', () => {
    expect(workOutClaim(request)).toMatchObject({
      total: null,
      totalBeforeCompensation: { amount: '235.43' },
      compensation: { euro: { amount: '70.00' }, amount: null, exchangeRateOn: '2024-04-30' },
      missing: [{ what: 'exchange-rate', on: '2024-04-30' }],
    });
  });

  it('takes the exchange rate that the caller knows', () => {
    expect(workOutClaim({ ...request, exchangeRate: '4.3213' })).toMatchObject({
      compensation: {
        amount: { amount: '302.49', currency: 'PLN' },
        exchangeRate: '4.3213',
        exchangeRateOn: '2024-04-30',
        exchangeRateSource: 'given with the request',
      },
      total: { amount: '537.92', currency: 'PLN' },
      missing: [],
    });
  });

  it('knows the exchange rates that come with the product', () => {
    const claim = workOutClaim({ ...request, dueOn: '2024-01-10', paidOn: '2024-01-11' });
    expect(claim.compensation).toMatchObject({
      exchangeRate: '4.3480',
      amount: { amount: '304.36' },
    });
  });

  it('shows what each payment settled', () => {
    const claim = workOutClaim({
      ...request,
      principal: '20000.00',
      dueOn: '2026-02-27',
      paidOn: undefined,
      payments: [{ on: '2026-04-15', amount: '5000.00' }],
      asOf: '2026-07-15',
    });
    expect(claim).toMatchObject({
      allocation: [
        {
          on: '2026-04-15',
          toInterest: { amount: '360.55' },
          toPrincipal: { amount: '4639.45' },
          principalAfter: { amount: '15360.55' },
        },
      ],
      interestOpen: { amount: '534.57' },
      totalBeforeCompensation: { amount: '15895.12' },
      dailyInterest: { amount: '5.79' },
    });
  });

  it('takes a rate and days instead of a law', () => {
    const claim = workOutClaim({
      principal: '12400.00',
      currency: 'PLN',
      annualPercent: '14.00',
      daysLate: 44,
    });
    expect(claim).toMatchObject({
      interest: { amount: '209.27' },
      total: { amount: '12609.27' },
      country: null,
      dueOn: null,
    });
  });

  it.each(['PL_commercial', 'business', 'commercial', undefined])(
    'knows the kind "%s" by that name too',
    (kind) => {
      expect(workOutClaim({ ...request, kind }).kind).toBe('commercial');
    },
  );

  it('takes the country from the kind where it is not said', () => {
    const { country } = workOutClaim({ ...request, country: undefined, kind: 'PL_statutory' });
    expect(country).toBe('PL');
  });

  it('bears nothing for a principal of nothing', () => {
    expect(workOutClaim({ ...request, principal: '0' }).total).toEqual({
      amount: '0.00',
      currency: 'PLN',
    });
  });
});

it.each<[string, Partial<ClaimRequest>, string, string]>([
  ['a rate nobody knows', { paidOn: '2027-01-01' }, 'rate-missing', ''],
  ['a country without law', { country: 'XX' }, 'invalid-claim', 'country'],
  ['no country', { country: undefined }, 'invalid-claim', 'country'],
  ['a kind of another country', { kind: 'HU_business' }, 'invalid-claim', 'kind'],
  ['a kind nobody knows', { kind: 'friend' }, 'invalid-claim', 'kind'],
  ['a currency that does not exist', { currency: 'XYZ' }, 'invalid-claim', 'currency'],
  ['half a grosz', { principal: '0.005' }, 'invalid-claim', 'principal'],
  ['a day that does not exist', { dueOn: '2026-02-30' }, 'invalid-claim', 'dueOn'],
  ['no due date', { dueOn: undefined }, 'invalid-claim', 'dueOn'],
  ['no day to look at', { paidOn: undefined }, 'invalid-claim', 'asOf'],
  ['days without a rate', { dueOn: undefined, daysLate: 3 }, 'invalid-claim', 'annualPercent'],
  ['days beside a due date', { daysLate: 3 }, 'invalid-claim', 'daysLate'],
  [
    'two rates',
    { annualPercent: '1', agreedAnnualPercent: '2' },
    'invalid-claim',
    'agreedAnnualPercent',
  ],
  [
    'a payment beside the day everything was paid',
    { payments: [{ on: '2024-06-01', amount: '1' }] },
    'invalid-claim',
    'paidOn',
  ],
  [
    'a payment in another currency',
    { paidOn: undefined, payments: [{ on: '2024-06-01', amount: '1', currency: 'EUR' }] },
    'currency-mismatch',
    'payments.0',
  ],
])('refuses %s and names the field', (_name, change, code, field) => {
  const { kind, code: found, fields } = refusal(change);
  expect({ kind, code: found, field: fields[0]?.field ?? '' }).toEqual({
    kind: 'invalid',
    code,
    field,
  });
});
