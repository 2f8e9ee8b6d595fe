import { describe, expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { formatAmount } from '@invoicetracker/money';
import { rational } from '../exact/rational.js';
import { exchangeRates } from '../rates/exchange-rates.js';
import { claimed, paid, refused } from './claim-for-tests.js';
import type { ClaimPayment } from './claim-input.js';

// 70 EUR at 4.3480 are 304.36 PLN; ten days of 12 400.00 at 15.75 % are 53.51 PLN
const late = { principal: '12400.00', due: '2024-01-10', asOf: '2024-01-20' };

const settled = (
  payments: readonly ClaimPayment[],
  more: Partial<Parameters<typeof claimed>[0]> = {},
) =>
  claimed({ ...late, ...more, payments }).steps.map((step) => [
    step.towards,
    formatAmount(step.toInterest),
    formatAmount(step.toPrincipal),
    formatAmount(step.toCompensation),
    formatAmount(step.unallocated),
  ]);

describe('a payer who says what a payment is for', () => {
  it('PL-28 PL-30 is obeyed, whatever the order of the claim', () => {
    const options = { crediting: 'principal-first' as const };
    expect(settled([paid('2024-01-20', '100.00', 'interest')], { options })).toEqual([
      ['interest', '53.51', '46.49', '0.00', '0.00'],
    ]);
    expect(settled([paid('2024-01-20', '100.00', 'principal')])).toEqual([
      ['principal', '0.00', '100.00', '0.00', '0.00'],
    ]);
  });

  it('PL-30 who names the invoice has named the debt: on it the order of the claim holds', () => {
    expect(settled([paid('2024-01-20', '100.00', 'invoice')])).toEqual([
      ['invoice', '53.51', '46.49', '0.00', '0.00'],
    ]);
  });

  it('PL-14 may pay the compensation, as far as it goes, and the rest is credited in order', () => {
    const claim = claimed({ ...late, payments: [paid('2024-01-20', '400.00', 'compensation')] });
    expect(claim.compensation).toMatchObject({ paid: { minor: 30_436n }, open: { minor: 0n } });
    expect(claim.total).toEqual(claim.totalBeforeCompensation);
    expect(settled([paid('2024-01-20', '400.00', 'compensation')])).toEqual([
      ['compensation', '53.51', '42.13', '304.36', '0.00'],
    ]);
  });

  it('names each rule behind the order', () => {
    const rulesOf = (towards: ClaimPayment['towards'], crediting: 'law' | 'principal-first') =>
      claimed({ ...late, options: { crediting }, payments: [paid('2024-01-20', '1.00', towards)] })
        .steps[0]!.rules;
    expect(rulesOf('as-ordered', 'law')).toEqual(['PL-28']);
    expect(rulesOf('as-ordered', 'principal-first')).toEqual([]);
    expect(rulesOf('principal', 'principal-first')).toEqual(['PL-28', 'PL-30']);
  });

  it('has payments of one day credited by what they are for, in whatever order they came', () => {
    const payments = [
      paid('2024-01-20', '10.00'),
      paid('2024-01-20', '20.00', 'interest'),
      paid('2024-01-20', '300.00', 'compensation'),
      paid('2024-01-20', '5.00', 'principal'),
    ];
    expect(settled(payments.toReversed())).toEqual(settled(payments));
    expect(settled(payments)).toEqual([
      ['compensation', '0.00', '0.00', '300.00', '0.00'],
      ['interest', '20.00', '0.00', '0.00', '0.00'],
      ['principal', '0.00', '5.00', '0.00', '0.00'],
      ['as-ordered', '10.00', '0.00', '0.00', '0.00'],
    ]);
  });

  it('pays no compensation before the delay, nor one that is not due', () => {
    expect(settled([paid('2024-01-10', '100.00', 'compensation')])).toEqual([
      ['compensation', '0.00', '100.00', '0.00', '0.00'],
    ]);
    const consumer = { kind: 'consumer' } as const;
    expect(settled([paid('2024-01-20', '20.00', 'compensation')], consumer)).toEqual([
      ['compensation', '20.00', '0.00', '0.00', '0.00'],
    ]);
  });

  it('PL-16 waits for the exchange rate: what is credited to an unknown sum is not guessed', () => {
    const claim = { ...late, due: '2024-02-10', asOf: '2024-03-01' };
    const payments = [paid('2024-02-20', '100.00', 'compensation')];
    expect(refused({ ...claim, payments })).toMatchObject({
      code: 'exchange-rate-missing',
      missing: { on: '2024-01-31' },
    });
    expect(claimed({ ...claim, payments: [paid('2024-02-20', '100.00')] }).total).toBeNull();
  });

  it('HU-8 may pay a compensation that nobody has demanded, but none that is forfeited', () => {
    const exchange = exchangeRates([
      {
        publisher: 'MNB',
        from: 'EUR',
        to: 'HUF',
        on: localDate('2024-01-11'),
        rate: rational(380n),
        source: 'a test',
      },
    ]);
    const debt = {
      country: 'HU',
      currency: 'HUF',
      principal: '1000000',
      due: '2024-01-10',
      exchange,
    } as const;
    const compensationPaid = (on: string, towards: ClaimPayment['towards']) =>
      claimed({ ...debt, asOf: '2025-06-30', payments: [paid(on, '2000000', towards, 'HUF')] })
        .compensation!.paid.minor;
    expect(compensationPaid('2024-02-20', 'compensation')).toBe(1_520_000n);
    expect(compensationPaid('2024-02-20', 'as-ordered')).toBe(0n);
    expect(compensationPaid('2025-02-20', 'compensation')).toBe(0n);
  });

  it('HU-7 pays no compensation in forint with euros: it stands beside the claim', () => {
    const debt = { country: 'HU', currency: 'EUR', principal: '1000.00' } as const;
    expect(settled([paid('2024-01-20', '50.00', 'compensation', 'EUR')], debt)).toEqual([
      ['compensation', '3.42', '46.58', '0.00', '0.00'],
    ]);
  });
});

it('PL-14 who pays more than invoice and interest pays the compensation', () => {
  const claim = claimed({ ...late, payments: [paid('2024-01-20', '12757.87')] });
  expect(claim.total!.minor).toBe(0n);
  expect(claim.unallocated.minor).toBe(0n);
  expect(settled([paid('2024-01-20', '12760.00')])).toEqual([
    ['as-ordered', '53.51', '12400.00', '304.36', '2.13'],
  ]);
});

it('DE-2 DE-5 knows the same in Germany, where the euro needs no exchange', () => {
  const debt = { country: 'DE', currency: 'EUR', principal: '1000.00' } as const;
  expect(settled([paid('2024-01-20', '45.00', 'compensation', 'EUR')], debt)).toEqual([
    ['compensation', '3.46', '1.54', '40.00', '0.00'],
  ]);
});
