import { expect, it } from 'vitest';
import { amountToType, typedAmount } from './typed-amount.js';

it.each([
  ['1000', 100_000n],
  ['1000.00', 100_000n],
  ['1000,5', 100_050n],
  [' 1 234,56 ', 123_456n],
  ['1\u00a0234,56', 123_456n],
  ['1.234,56', 123_456n],
  ['1,234.56', 123_456n],
  ['1,234,567.89', 123_456_789n],
  ['0,01', 1n],
])('reads "%s" as people mean it', (text, minor) => {
  expect(typedAmount(text, 'PLN')?.minor).toBe(minor);
});

it.each([
  '',
  'sto',
  '-5',
  '1.234',
  '1,234',
  '1.234.56',
  '12,345',
  '1,2,3',
  '1.005',
  '5.',
  '.5',
  '1e3',
])('does not guess what "%s" means', (text) => {
  expect(typedAmount(text, 'PLN')).toBeNull();
});

it('writes an amount as it is typed in the region', () => {
  expect(amountToType('1234.50', 'pl-PL')).toBe('1234,50');
  expect(amountToType('1234.50', 'en-GB')).toBe('1234.50');
  expect(typedAmount(amountToType('1234.50', 'hu-HU'), 'HUF')?.minor).toBe(123_450n);
});
