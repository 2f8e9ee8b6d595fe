import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { parseAmount } from '@invoicetracker/money';
import {
  electronicOrderFee,
  isElectronicOrderOpen,
  isWithinElectronicOrder,
} from './order-for-payment.js';

it.each([
  ['2021-08-11', '2025-08-27', false],
  ['2022-08-27', '2025-08-27', true],
  ['2022-08-26', '2025-08-27', false],
  ['2025-08-28', '2025-08-27', false],
])('PL-40 a claim matured on %s and filed on %s is taken: %s', (mature, filed, isTaken) => {
  expect(isElectronicOrderOpen(localDate(mature), localDate(filed))).toBe(isTaken);
});

it('PL-40 takes claims below 100 million złoty', () => {
  expect(isWithinElectronicOrder(parseAmount('99999999.99', 'PLN'))).toBe(true);
  expect(isWithinElectronicOrder(parseAmount('100000000.00', 'PLN'))).toBe(false);
});

it.each([
  ['30.00', 3_000n],
  ['100.00', 3_000n],
  ['750.00', 18_800n],
  ['1000.00', 25_000n],
])('PL-40 asks a quarter of the ordinary fee of %s zł, 30 zł at least', (fee, minor) => {
  expect(electronicOrderFee(parseAmount(fee, 'PLN')).minor).toBe(minor);
});
