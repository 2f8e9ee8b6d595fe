import { describe, expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { formatAmount, parseAmount } from '@invoicetracker/money';
import { decimalText, parseDecimal } from '../exact/rational.js';
import { ruleOf, SHIPPED_RATES } from '../law/countries.js';
import { NBP_REFERENCE } from '../pl/nbp-reference.js';
import { withRows } from '../rates/rate-book.js';
import { claimed, paid, refused } from './claim-for-tests.js';

const interestOf = (sketch: Parameters<typeof claimed>[0]): string =>
  formatAmount(claimed(sketch).interest);

describe('the days that bear interest', () => {
  it('G-2 run from the day after the due date to the day of payment, both included', () => {
    const claim = claimed({
      due: '2026-10-15',
      asOf: '2026-12-01',
      payments: [paid('2026-10-20', '1000.00', 'principal')],
    });
    expect(claim.periods).toMatchObject([{ from: '2026-10-16', to: '2026-10-20', days: 5 }]);
    expect(claim.daysLate).toBe(5);
  });

  it('G-2 are none when paid on the due date or before it', () => {
    for (const on of ['2026-10-15', '2026-10-01', '2026-01-01']) {
      const claim = claimed({
        due: '2026-10-15',
        asOf: '2026-12-01',
        payments: [paid(on, '1000.00')],
      });
      expect(claim).toMatchObject({ daysLate: 0, periods: [], interest: { minor: 0n } });
      expect(claim.total!.minor).toBe(0n);
    }
  });

  it('G-2 are none before the delay', () => {
    const claim = claimed({ due: '2026-10-15', asOf: '2026-10-15' });
    expect(claim).toMatchObject({ daysLate: 0, total: { minor: 100_000n }, compensation: null });
    expect(claim.dailyInterest.numerator).toBe(0n);
  });

  it.each([
    ['2024-02-29', '2024-02-29', '2024-03-01', 'a leap day'],
    ['2020-02-29', '2020-03-02', '2020-03-03', 'a leap day that is a Saturday'],
    ['2024-12-24', '2024-12-24', '2024-12-25', 'Christmas Eve while it was a working day'],
    ['2025-12-24', '2025-12-29', '2025-12-30', 'Christmas Eve since it is a holiday'],
    ['2026-04-30', '2026-04-30', '2026-05-01', 'before a chain of holidays'],
    ['2026-05-01', '2026-05-04', '2026-05-05', 'in a chain of holidays'],
  ])('PL-11 PL-12 a due date of %s is kept until %s: %s', (due, effective, first) => {
    const claim = claimed({ due, asOf: '2026-11-01' });
    expect([claim.effectiveDueOn, claim.delayStartsOn]).toEqual([effective, first]);
  });

  it('PL-11 are not shifted where the account chose so', () => {
    const claim = claimed({ due: '2026-05-01', asOf: '2026-05-31', options: { shift: 'none' } });
    expect(claim.delayStartsOn).toBe('2026-05-02');
    expect(claim.rules).not.toContain('PL-11');
  });
});

describe('a change of the rate', () => {
  const days = (due: string, asOf: string) =>
    claimed({ kind: 'consumer', due, asOf }).periods.map(({ from, to }) => [from, to]);

  it('G-7 on the first day of delay is there from the start', () => {
    expect(days('2022-03-08', '2022-03-15')).toEqual([['2022-03-09', '2022-03-15']]);
  });

  it('G-7 on the last day is a period of one day', () => {
    expect(days('2022-03-01', '2022-03-09')).toEqual([
      ['2022-03-02', '2022-03-08'],
      ['2022-03-09', '2022-03-09'],
    ]);
  });

  it('G-7 on the only day is that day', () => {
    expect(days('2022-03-08', '2022-03-09')).toEqual([['2022-03-09', '2022-03-09']]);
  });

  it('is no cut where the rates are equal, and both rows are named', () => {
    const [only, ...others] = claimed({ due: '2023-06-30', asOf: '2023-07-31' }).periods;
    expect(others).toEqual([]);
    const [claim] = claimed({ due: '2023-05-31', asOf: '2023-07-31' }).periods;
    expect(claim!.bases.map((basis) => basis.referenceOn)).toEqual(['2023-01-01', '2023-07-01']);
    expect(only!.bases).toHaveLength(1);
  });
});

describe('a rate that is not known', () => {
  it('blocks the day before the first row', () => {
    for (const kind of ['commercial', 'consumer'] as const) {
      expect(refused({ kind, due: '2015-12-30', asOf: '2016-01-31' })).toMatchObject({
        code: 'rate-missing',
        missing: { table: 'nbp-reference', on: '2015-12-31' },
      });
    }
    const hungarian = { country: 'HU', currency: 'HUF', asOf: '2016-01-31' } as const;
    expect(refused({ ...hungarian, due: '2015-12-30' }).missing!.on).toBe('2015-07-01');
    expect(interestOf({ due: '2015-12-31', asOf: '2016-01-31' })).toBe('8.07');
  });

  it('blocks every day after the last, also where only one day of many is missing', () => {
    expect(interestOf({ due: '2026-10-15', asOf: '2026-12-31' })).toBe('29.01');
    for (const kind of ['commercial', 'public-health', 'consumer'] as const) {
      expect(refused({ kind, due: '2026-10-15', asOf: '2027-01-01' }).missing).toEqual({
        what: 'rate',
        table: 'nbp-reference',
        on: '2027-01-01',
      });
    }
  });

  it('does not block a claim that was paid before', () => {
    const payments = [paid('2026-12-30', '1000.00', 'principal')];
    expect(claimed({ due: '2026-10-15', asOf: '2027-06-30', payments }).daysLate).toBe(76);
  });

  it('does not block a rate that was given', () => {
    const rate = { kind: 'fixed', percent: parseDecimal('10') } as const;
    expect(interestOf({ due: '2026-12-31', asOf: '2027-01-31', rate })).toBe('8.49');
  });

  it('blocks no more once somebody adds it', () => {
    const validFrom = localDate('2027-01-01');
    const row = { validFrom, percent: parseDecimal('3.65'), source: 'test' };
    const rates = withRows(SHIPPED_RATES, NBP_REFERENCE.id, [row], null);
    expect(interestOf({ due: '2026-12-31', asOf: '2027-01-31', rates })).toBe('11.59');
  });

  it('is told apart from one that was not read yet', () => {
    const claim = claimed({ kind: 'consumer', due: '2026-09-01', asOf: '2026-11-20' });
    expect(claim.periods[0]!.bases[0]!.isConfirmed).toBe(true);
    const late = claimed({ kind: 'consumer', due: '2026-10-01', asOf: '2026-11-20' });
    expect(late.periods[0]!.bases[0]!.isConfirmed).toBe(false);
  });
});

describe('amounts', () => {
  it('of nothing and of one grosz bear nothing that could be paid', () => {
    expect(interestOf({ principal: '0.00', due: '2026-10-15', asOf: '2026-11-01' })).toBe('0.00');
    expect(interestOf({ principal: '0.01', due: '2026-10-15', asOf: '2026-11-01' })).toBe('0.00');
    expect(
      claimed({ principal: '0', due: '2026-10-15', asOf: '2026-11-01' }).compensation,
    ).toBeNull();
  });

  it('up to 10 to the 13th are exact to the grosz', () => {
    const claim = { principal: '10000000000000.00', due: '2026-07-01', asOf: '2026-12-31' };
    // 10^13 x 13.75 x 183 / 36500, without a float in between
    expect(interestOf(claim)).toBe('689383561643.84');
  });

  it('G-4 are rounded once: the sum of rounded periods would be a grosz more', () => {
    expect(interestOf({ principal: '4999.02', due: '2025-12-15', asOf: '2026-08-10' })).toBe(
      '457.68',
    );
  });

  it('of a claim or payment below zero, or a payment of nothing, are refused', () => {
    const span = { due: '2026-10-15', asOf: '2026-11-01' };
    expect(refused({ ...span, principal: '-0.01' }).code).toBe('amount-not-positive');
    expect(refused({ ...span, payments: [paid('2026-10-20', '0.00')] })).toMatchObject({
      code: 'amount-not-positive',
      field: 'payments.0',
    });
    expect(refused({ ...span, costs: parseAmount('-1', 'PLN') }).code).toBe('amount-not-positive');
    const rate = { kind: 'fixed', percent: parseDecimal('-1') } as const;
    expect(refused({ ...span, rate }).code).toBe('rate-not-positive');
  });

  it('of two currencies are refused, with the field that mixes them', () => {
    const span = { due: '2026-10-15', asOf: '2026-11-01' };
    const payments = [paid('2026-10-20', '10.00'), paid('2026-10-20', '10', 'as-ordered', 'EUR')];
    expect(refused({ ...span, payments })).toMatchObject({
      code: 'currency-mismatch',
      field: 'payments.1',
    });
    const costs = parseAmount('10', 'EUR');
    expect(refused({ ...span, costs })).toMatchObject({ field: 'costs' });
  });

  it('on days at the edge of the calendar are refused', () => {
    expect(refused({ due: '0001-01-01', asOf: '2026-11-01' }).code).toBe('day-out-of-range');
    expect(refused({ due: '2026-10-15', asOf: '9999-12-31' }).code).toBe('day-out-of-range');
  });
});

describe('payments', () => {
  const claim = { principal: '20000.00', due: '2026-02-27', asOf: '2026-07-15' };

  it('G-6 leave the full balance to bear interest on their own day', () => {
    const halves = claimed({
      principal: '200000.00',
      due: '2023-03-24',
      asOf: '2023-05-10',
      options: { crediting: 'principal-first' },
      payments: [
        paid('2023-03-24', '100000.00'),
        paid('2023-04-24', '50000.00'),
        paid('2023-05-10', '50000.00'),
      ],
    });
    expect(
      halves.periods.map(({ from, to, principal }) => [from, to, formatAmount(principal)]),
    ).toEqual([
      ['2023-03-25', '2023-04-24', '100000.00'],
      ['2023-04-25', '2023-05-10', '50000.00'],
    ]);
    expect(formatAmount(halves.interest)).toBe('1789.73');
  });

  it('PL-28 settle interest first in Poland, and the steps show it', () => {
    const { steps, interestOpen, principalOpen } = claimed({
      ...claim,
      payments: [paid('2026-04-15', '5000.00')],
    });
    expect(steps).toEqual([
      {
        on: '2026-04-15',
        towards: 'as-ordered',
        paid: parseAmount('5000.00', 'PLN'),
        interestAccrued: parseAmount('360.55', 'PLN'),
        interestDue: parseAmount('360.55', 'PLN'),
        toCosts: parseAmount('0', 'PLN'),
        toInterest: parseAmount('360.55', 'PLN'),
        toPrincipal: parseAmount('4639.45', 'PLN'),
        toCompensation: parseAmount('0', 'PLN'),
        unallocated: parseAmount('0', 'PLN'),
        principalAfter: parseAmount('15360.55', 'PLN'),
        interestAfter: parseAmount('0', 'PLN'),
        rules: ['PL-28'],
      },
    ]);
    expect([formatAmount(principalOpen), formatAmount(interestOpen)]).toEqual([
      '15360.55',
      '534.57',
    ]);
  });

  it('PL-30 settle the principal first where the creditor or the payer chose so', () => {
    const byPolicy = claimed({
      ...claim,
      options: { crediting: 'principal-first' },
      payments: [paid('2026-04-15', '5000.00')],
    });
    const byPayer = claimed({ ...claim, payments: [paid('2026-04-15', '5000.00', 'principal')] });
    expect(formatAmount(byPolicy.interestOpen)).toBe('882.57');
    expect(byPayer.interestOpen).toEqual(byPolicy.interestOpen);
    expect(byPayer.principalOpen).toEqual(byPolicy.principalOpen);
  });

  it('G-1 that settle too little leave interest open, and interest bears none', () => {
    const { steps, principalOpen, periods } = claimed({
      ...claim,
      payments: [paid('2026-04-15', '100.00')],
    });
    expect(formatAmount(steps[0]!.interestAfter)).toBe('260.55');
    expect(formatAmount(principalOpen)).toBe('20000.00');
    expect(periods.every((period) => period.principal.minor === 2_000_000n)).toBe(true);
  });

  it('of more than is owed leave the rest unallocated', () => {
    const { unallocated, total, interestPaid } = claimed({
      ...claim,
      kind: 'consumer',
      payments: [paid('2026-04-15', '21000.00')],
    });
    expect(unallocated.minor + interestPaid.minor).toBe(100_000n);
    expect(total!.minor).toBe(0n);
  });

  it('after the day asked for are left out', () => {
    const later = claimed({ ...claim, payments: [paid('2026-07-16', '20000.00')] });
    expect(later.steps).toEqual([]);
    expect(later.interest).toEqual(claimed(claim).interest);
  });

  it('may round interest at each of them where the account chose so', () => {
    const payments = [paid('2023-04-24', '50000.00'), paid('2023-05-10', '50000.00')];
    const sketch = { principal: '100000.00', due: '2023-03-24', asOf: '2023-05-10', payments };
    const interest = (rounding: 'once' | 'each-payment') =>
      interestOf({ ...sketch, options: { crediting: 'principal-first', rounding } });
    expect([interest('once'), interest('each-payment')]).toEqual(['1789.73', '1789.72']);
  });
});

it('says what one more day adds', () => {
  const sketch = { principal: '12400.00', due: '2026-07-01', asOf: '2026-11-20' };
  expect(decimalText(claimed(sketch).dailyInterest, 4)).toBe('467.1233');
  const payments = [paid('2026-11-20', '12400.00', 'principal')];
  expect(claimed({ ...sketch, payments }).dailyInterest.numerator).toBe(0n);
});

it('names the article of law behind every figure', () => {
  const claim = claimed({
    due: '2025-11-15',
    asOf: '2026-02-01',
    payments: [paid('2026-01-10', '100.00')],
  });
  expect(claim.rules).toEqual([
    'PL-11',
    'PL-2',
    'PL-3',
    'PL-7',
    'PL-28',
    'PL-14',
    'PL-15',
    'PL-16',
    'PL-19',
  ]);
  expect(claim.rules.every((id) => ruleOf(id)!.article !== '')).toBe(true);
});
