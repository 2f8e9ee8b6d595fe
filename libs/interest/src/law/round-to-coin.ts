import type { Currency, Money } from '@invoicetracker/money';
import { roundHalfUp, times, type Rational } from '../exact/rational.js';

/** Minor units of the smallest coin: no coin below one forint exists (G-4). */
const MINOR_UNITS_OF_COIN: Readonly<Record<string, bigint>> = { HUF: 100n };

/** An exact number of minor units as an amount that can be paid, rounded half up (G-4). */
export function roundToCoin(minor: Rational, currency: Currency): Money {
  const coin = MINOR_UNITS_OF_COIN[currency] ?? 1n;
  const coins = times(minor, { numerator: 1n, denominator: coin });
  return { minor: roundHalfUp(coins) * coin, currency };
}
