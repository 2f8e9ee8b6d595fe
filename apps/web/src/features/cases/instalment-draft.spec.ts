import { expect, it } from 'vitest';
import { plainAmount } from '../../shared/i18n/typed-amount.js';
import { instalmentsOf } from './instalment-draft.js';

it.each([
  ['1 234,50', '1234.50'],
  ['1\u00a0234,50', '1234.50'],
  ['1.234,50', '1234.50'],
  ['1234.5', '1234.50'],
  ['100', '100.00'],
  [' 1.234 ', '1.234'],
  ['a lot', 'a lot'],
])('sends %j as %j', (typed, sent) => {
  expect(plainAmount(typed, 'PLN')).toBe(sent);
});

it('sends the rows in the order they were typed', () => {
  const rows = [
    { key: 3, on: '2026-12-01', amount: '10,00' },
    { key: 1, on: '2026-12-15', amount: '5' },
  ];
  expect(instalmentsOf(rows, 'PLN')).toEqual([
    { on: '2026-12-01', amount: '10.00' },
    { on: '2026-12-15', amount: '5.00' },
  ]);
});
