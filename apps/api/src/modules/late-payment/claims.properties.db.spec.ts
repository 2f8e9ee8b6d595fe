import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addDays, daysBetween, localDate } from '@invoicetracker/calendar';
import { parseAmount } from '@invoicetracker/money';

import {
  anyClaim,
  anyPayment,
  type ClaimBody,
  nextKnownDay,
} from '../../../test/factories/any-claim.js';
import { type Answer, type Caller, Product } from '../../../test/support/product.js';

const RUNS = { numRuns: 50 };

type Amount = { amount: string; currency: string };

const minorOf = ({ amount, currency }: Amount): bigint => parseAmount(amount, currency).minor;
const sumOf = (amounts: readonly Amount[]): bigint =>
  amounts.reduce((sum, amount) => sum + minorOf(amount), 0n);

describe('every claim over HTTP', () => {
  let product: Product;
  let call: Caller;

  beforeAll(async () => {
    product = await Product.start();
    await product.user('anna');
    call = await product.signedIn('anna');
  });
  afterAll(() => product.close());

  const send = (body: ClaimBody | object): Promise<Answer> =>
    call('POST', '/late-payment/claims', body);
  const claim = async (body: ClaimBody | object): Promise<Answer['body']> => {
    const answer = await send(body);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body.detail}`);
    return answer.body;
  };

  it('adds up: each payment is fully shown, parts and total are one sum, nothing is below zero', async () => {
    await fc.assert(
      fc.asyncProperty(anyClaim, async (body) => {
        const { allocation, compensation, ...all } = await claim(body);
        for (const step of allocation) {
          const { toCosts, toInterest, toPrincipal, toCompensation, unallocated } = step;
          const parts = [toCosts, toInterest, toPrincipal, toCompensation, unallocated];
          expect(sumOf(parts)).toBe(minorOf(step.paid));
          expect(parts.every((part) => minorOf(part) >= 0n)).toBe(true);
        }
        const counted = body.payments.filter(({ on }) => on <= body.asOf);
        const paid = counted.map(({ amount }) => ({ amount, currency: body.currency }));
        expect(sumOf(allocation.map((step: { paid: Amount }) => step.paid))).toBe(sumOf(paid));
        const open = [all.principalOpen, all.costsOpen, all.interestOpen];
        expect(open.every((part) => minorOf(part) >= 0n)).toBe(true);
        expect(minorOf(all.totalBeforeCompensation)).toBe(sumOf(open));
        const beside = compensation?.isInTotal === true ? [compensation.open] : [];
        expect(minorOf(all.total)).toBe(sumOf([...open, ...beside]));
        expect(minorOf(all.interest)).toBe(sumOf([all.interestPaid, all.interestOpen]));
      }),
      RUNS,
    );
  });

  it('has one currency in every amount but the compensation', async () => {
    await fc.assert(
      fc.asyncProperty(anyClaim, async (body) => {
        const { compensation, ...all } = await claim(body);
        const found = [...JSON.stringify(all).matchAll(/"currency":"(\w+)"/g)].map(
          ([, each]) => each,
        );
        expect([...new Set(found)]).toEqual([body.currency]);
        if (compensation?.isInTotal === true)
          expect(compensation.amount.currency).toBe(body.currency);
      }),
      RUNS,
    );
  });

  it('is refused with a payment in another currency, and names it', async () => {
    await fc.assert(
      fc.asyncProperty(anyClaim, async (body) => {
        const foreign = { on: body.asOf, amount: '1', currency: 'CHF' };
        const at = body.payments.length;
        expect(await send({ ...body, payments: [...body.payments, foreign] })).toMatchObject({
          status: 422,
          body: { code: 'currency-mismatch', errors: [{ field: `payments.${at}` }] },
        });
      }),
      RUNS,
    );
  });

  it('G-4 loses nothing when its days are split in two: only the one rounding differs', async () => {
    await fc.assert(
      fc.asyncProperty(anyClaim, fc.nat(), async (given, cut) => {
        const body = { ...given, payments: [] };
        const whole = await claim(body);
        const days = daysBetween(localDate(whole.effectiveDueOn), localDate(body.asOf));
        fc.pre(days > 1);
        const until = addDays(localDate(whole.effectiveDueOn), 1 + (cut % (days - 1)));
        const half = { ...body, shift: 'none' };
        const first = await claim({ ...half, dueOn: whole.effectiveDueOn, asOf: until });
        const second = await claim({ ...half, dueOn: until });
        const coin = body.currency === 'HUF' ? 100n : 1n;
        const difference = minorOf(whole.interest) - sumOf([first.interest, second.interest]);
        expect(difference >= -coin && difference <= coin).toBe(true);
        expect(first.daysLate + second.daysLate).toBe(whole.daysLate);
      }),
      RUNS,
    );
  });

  it('is never lowered by one more day, coin or hundredth of a percent', async () => {
    await fc.assert(
      fc.asyncProperty(anyClaim, fc.integer({ min: 0, max: 2999 }), async (given, percent) => {
        const body = { ...given, payments: [] };
        const before = await claim(body);
        const later = await claim({ ...body, asOf: nextKnownDay(body.asOf) });
        const coin = body.currency === 'HUF' ? '1' : '0.01';
        const larger = await claim({
          ...body,
          principal: plus(body.principal, coin, body.currency),
        });
        for (const after of [later, larger]) {
          expect(
            minorOf(after.totalBeforeCompensation) >= minorOf(before.totalBeforeCompensation),
          ).toBe(true);
          expect(Number(after.compensation?.euro.amount ?? 0)).toBeGreaterThanOrEqual(
            Number(before.compensation?.euro.amount ?? 0),
          );
        }
        const at = async (hundredths: number) =>
          minorOf(
            (await claim({ ...body, annualPercent: (hundredths / 100).toFixed(2) })).interest,
          );
        expect((await at(percent + 1)) >= (await at(percent))).toBe(true);
      }),
      RUNS,
    );
  });

  it('is never raised by a payment, and never brought below zero', async () => {
    const withPayment = anyClaim.chain((body) =>
      fc.tuple(fc.constant(body), anyPayment(body.currency)),
    );
    await fc.assert(
      fc.asyncProperty(withPayment, async ([body, payment]) => {
        const before = await claim(body);
        const after = await claim({ ...body, payments: [...body.payments, payment] });
        expect(minorOf(after.total) <= minorOf(before.total)).toBe(true);
        expect(minorOf(after.total) >= 0n).toBe(true);
      }),
      RUNS,
    );
  });

  it('does not depend on the order of payments, of one day or of several', async () => {
    await fc.assert(
      fc.asyncProperty(anyClaim, async (body) => {
        const oneDay = body.payments.map((payment) => ({ ...payment, on: body.asOf }));
        for (const payments of [body.payments, oneDay]) {
          const backwards = payments.toReversed();
          expect(await claim({ ...body, payments: backwards })).toEqual(
            await claim({ ...body, payments }),
          );
        }
      }),
      RUNS,
    );
  });
});

function plus(amount: string, more: string, currency: string): string {
  const sum = parseAmount(amount, currency).minor + parseAmount(more, currency).minor;
  return `${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`;
}
