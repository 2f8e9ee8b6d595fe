import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type BillingoDocument, readDocument } from './document.js';
import { PAYMENT_STATUSES } from './document-row.js';
import { needsPayments, paymentsIn, settlement } from './payments.js';

const detail = sample('document.json') as object;
const history = sample('payments-get.json') as object[];
const inEuro = (more: object = {}) =>
  document({ gross_total: 99.99, currency: 'EUR', payment_status: 'partially_paid', ...more });

describe('what is open', () => {
  it('is the total less what the history adds up to', () => {
    const payments = paymentsIn(history, 'EUR');
    expect(payments).toMatchObject([{ paidOn: '2026-03-05', amountMinor: 4000n }]);
    expect(settlement(inEuro(), payments)).toEqual({ openMinor: 5999n, paidOn: null });
  });

  it('is what any history leaves of any total', () => {
    const prices = fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { maxLength: 20 });
    fc.assert(
      fc.property(prices, fc.nat({ max: 10 ** 12 }), (minors, gross) => {
        const body = minors.map((minor) => ({ date: '2026-03-05', price: minor / 100 }));
        const sum = minors.reduce((total, minor) => total + minor, 0);
        const owed = inEuro({ gross_total: gross / 100 });
        expect(settlement(owed, paymentsIn(body, 'EUR')).openMinor).toBe(BigInt(gross - sum));
      }),
    );
  });

  it.each([
    ['outstanding', 9999n, null],
    ['paid', 0n, '2026-03-20'],
    ['none', 0n, '2026-02-02'],
  ])('is told by the status %s alone', (payment_status, openMinor, paidOn) => {
    const one = inEuro({ payment_status, paid_date: '2026-03-20' });
    expect(needsPayments(one)).toBe(false);
    expect(settlement(one, null)).toEqual({ openMinor, paidOn });
  });

  it.each(['expired', 'partially_paid'])(
    'is asked for where the status is %s',
    (payment_status) => {
      expect(needsPayments(inEuro({ payment_status }))).toBe(true);
    },
  );

  it('has the day of the last payment where the document does not say it', () => {
    const paid = inEuro({ payment_status: 'paid', paid_date: '' });
    const entry = (date: string) => ({ date, price: 33.33, payment_method: 'cash' });
    const payments = paymentsIn(
      [entry('2026-03-20'), entry('2026-03-25'), entry('2026-03-05')],
      'EUR',
    );
    expect(needsPayments(paid)).toBe(true);
    expect(settlement(paid, payments)).toEqual({ openMinor: 0n, paidOn: '2026-03-25' });
  });

  it('is nothing where no money is to move by agreement', () => {
    for (const payment_status of PAYMENT_STATUSES) {
      const settled = inEuro({ payment_status, settings: { without_financial_fulfillment: true } });
      expect(settled.isWithoutMoney).toBe(true);
      expect(settlement(settled, null).openMinor).toBe(0n);
    }
  });

  it('stays on a cancelled document: cancelling is not paying', () => {
    const cancelled = inEuro({ cancelled: true, payment_status: 'none' });
    expect(needsPayments(cancelled)).toBe(true);
    expect(settlement(cancelled, paymentsIn(history, 'EUR'))).toEqual({
      openMinor: 5999n,
      paidOn: null,
    });
  });
});

describe('a history that cannot be read', () => {
  it.each([
    ['a price as text', { date: '2026-03-05', price: '40' }],
    ['no day', { price: 40 }],
    ['half a cent', { date: '2026-03-05', price: 0.005 }],
  ])('because of %s is not guessed at', (_, entry) => {
    expect(() => paymentsIn([entry], 'EUR')).toThrow('cannot be read');
  });

  it('that is no list comes from something in between', () => {
    expect(() => paymentsIn({ error: 'x' }, 'EUR')).toThrow('something else than expected');
  });
});

function document(more: object): BillingoDocument {
  const row = readDocument({ ...detail, ...more });
  if (!row.isUsable) throw new Error(row.setAside.detail);
  return row.record;
}

function sample(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../spec/examples/${file}`, import.meta.url), 'utf8'));
}
