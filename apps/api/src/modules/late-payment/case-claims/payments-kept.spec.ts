import { expect, it } from '@jest/globals';

import { localDate } from '@invoicetracker/calendar';
import { currency } from '@invoicetracker/money';

import { paymentsKept } from './payments-kept.js';

const kept = (...moved: [on: string, minor: number][]) =>
  paymentsKept(
    moved.map(([on, minor]) => ({
      on: localDate(on),
      minor: BigInt(minor),
      towards: 'as-ordered',
    })),
    currency('PLN'),
  ).map(({ on, amount }) => [on, Number(amount.minor)]);

it('keeps payments by day', () => {
  expect(kept(['2026-02-01', 5], ['2026-01-01', 7])).toEqual([
    ['2026-01-01', 7],
    ['2026-02-01', 5],
  ]);
});

it('takes what went back off what came last before it', () => {
  expect(kept(['2026-01-01', 7], ['2026-01-05', 5], ['2026-01-09', -6], ['2026-02-01', 4])).toEqual(
    [
      ['2026-01-01', 6],
      ['2026-02-01', 4],
    ],
  );
});

it('keeps nothing below zero where more went back than came', () => {
  expect(kept(['2026-01-01', 7], ['2026-01-05', -9])).toEqual([]);
});
