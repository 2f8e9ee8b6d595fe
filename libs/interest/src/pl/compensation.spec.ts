import { describe, expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { formatAmount } from '@invoicetracker/money';
import { claimed, paid, refused } from '../claim/claim-for-tests.js';
import { exchangeRates, midRate } from '../rates/exchange-rates.js';

const exchangeOn = (due: string, maturity: 'next-day' | 'due-day' = 'next-day') =>
  claimed({ due, asOf: '2026-12-31', options: { maturity } }).compensation!.exchangeOn;
const euroOf = (principal: string, due = '2024-01-10') =>
  claimed({ principal, due, asOf: '2024-06-30' }).compensation?.euro;

describe('the Polish compensation', () => {
  it.each([
    ['0.01', 40n],
    ['5000.00', 40n],
    ['5000.01', 70n],
    ['49999.99', 70n],
    ['50000.00', 100n],
    ['10000000000000.00', 100n],
  ])('PL-15 for %s zł is %s euro', (principal, euro) => {
    expect(euroOf(principal)).toBe(euro);
  });

  it('PL-15 was 40 euro for every claim before 2020', () => {
    expect(euroOf('61500.00', '2019-12-30')).toBe(40n);
    expect(euroOf('61500.00', '2019-12-31')).toBe(100n);
  });

  it('PL-15 is measured by what was unpaid when delay began, or by the whole claim', () => {
    const sketch = {
      principal: '60000.00',
      due: '2024-01-10',
      asOf: '2024-06-30',
      payments: [paid('2024-01-10', '20000.00')],
    };
    expect(claimed(sketch).compensation!.euro).toBe(70n);
    const whole = claimed({ ...sketch, options: { compensationBase: 'whole-claim' } });
    expect(whole.compensation!.euro).toBe(100n);
  });

  it.each([
    ['2026-06-08', '2026-05-29', 'a month that ends on a weekend'],
    ['2025-01-10', '2024-12-31', 'the turn of the year'],
    ['2026-06-30', '2026-06-30', 'a due date on the last day of a month: matured the next day'],
    ['2026-12-30', '2026-11-30', 'a claim that matures on the last day of the year'],
    ['2024-05-31', '2024-05-31', 'the day after Corpus Christi'],
  ])('PL-16 PL-19 due on %s is exchanged at the rate of %s: %s', (due, on) => {
    expect(exchangeOn(due)).toBe(on);
  });

  it('PL-19 exchanges at the rate of the month before where the claim matures on the due date', () => {
    expect(exchangeOn('2026-06-30', 'due-day')).toBe('2026-05-29');
    expect(exchangeOn('2026-06-15', 'due-day')).toBe(exchangeOn('2026-06-15'));
  });

  it('PL-16 rounds the exchanged sum half up, and counts it in the total', () => {
    const claim = claimed({ principal: '5000.01', due: '2024-01-10', asOf: '2024-01-11' });
    expect(formatAmount(claim.compensation!.amount!)).toBe('304.36');
    expect(claim.total!.minor).toBe(500_001n + claim.interest.minor + 30_436n);
  });

  it('PL-16 blocks the total while the exchange rate is not known, and says which', () => {
    const claim = claimed({ due: '2024-05-10', asOf: '2024-06-23' });
    expect(claim.compensation).toMatchObject({ euro: 40n, amount: null, exchangeOn: '2024-04-30' });
    expect(claim.compensation!.missing!.missing).toEqual({
      what: 'exchange-rate',
      publisher: 'NBP',
      from: 'EUR',
      to: 'PLN',
      on: '2024-04-30',
    });
    expect(claim.total).toBeNull();
    expect(claim.totalBeforeCompensation.minor).toBe(100_000n + claim.interest.minor);
  });

  it('PL-14 is due from the first day of delay, also when the principal was paid since', () => {
    const span = { due: '2024-01-10', payments: [paid('2024-01-11', '1000.00')] };
    expect(claimed({ ...span, asOf: '2024-01-10' }).compensation).toBeNull();
    expect(claimed({ ...span, asOf: '2024-03-01' }).compensation!.euro).toBe(40n);
  });

  it('PL-14 is not due where the claim was paid in time, nor from a consumer', () => {
    const payments = [paid('2024-01-10', '1000.00')];
    expect(claimed({ due: '2024-01-10', asOf: '2024-03-01', payments }).compensation).toBeNull();
    const consumer = claimed({ kind: 'consumer', due: '2024-01-10', asOf: '2024-03-01' });
    expect(consumer.compensation).toBeNull();
  });

  it('PL-15 measures a claim in euro in złoty, and stands beside its total', () => {
    const sketch = {
      principal: '1150.00',
      currency: 'EUR',
      due: '2024-01-10',
      asOf: '2024-01-31',
    } as const;
    const claim = claimed(sketch);
    expect(claim.compensation).toMatchObject({ euro: 70n, isInTotal: false });
    expect(claim.compensation!.amount).toEqual({ minor: 30_436n, currency: 'PLN' });
    expect(claim.total!.minor).toBe(115_000n + claim.interest.minor);
    expect(claimed({ ...sketch, principal: '1149.00' }).compensation!.euro).toBe(40n);
  });

  it('PL-15 is refused for a currency whose rate is not known', () => {
    const sketch = { principal: '9.00', currency: 'USD', due: '2024-01-10', asOf: '2024-01-31' };
    expect(refused(sketch).missing).toMatchObject({ from: 'USD', on: '2023-12-29' });
    const usd = midRate('NBP', ['USD', 'PLN'], localDate('2023-12-29'), '3.9350', 'test');
    const eur = midRate('NBP', ['EUR', 'PLN'], localDate('2023-12-29'), '4.3480', 'test');
    expect(claimed({ ...sketch, exchange: exchangeRates([usd, eur]) }).compensation!.euro).toBe(
      40n,
    );
  });
});
