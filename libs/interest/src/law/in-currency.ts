import { exponentOf, type Currency, type Money } from '@invoicetracker/money';
import { rational, times } from '../exact/rational.js';
import { exchangeRateOn, type ExchangeRates } from '../rates/exchange-rates.js';
import type { ExchangeDay } from './compensation-due.js';
import { Refusal } from './refusal.js';
import { roundToCoin } from './round-to-coin.js';

/** The amount in another currency at a published mid rate, rounded to that currency's coin. */
export function inCurrency(
  amount: Money,
  to: Currency,
  day: ExchangeDay,
  rates: ExchangeRates,
): Money | Refusal {
  if (amount.currency === to) return amount;
  const found = exchangeRateOn(rates, amount.currency, to, day);
  if (found instanceof Refusal) return found;
  const unitsOf = (code: Currency): bigint => 10n ** BigInt(exponentOf(code));
  const minor = times(found.rate, rational(amount.minor * unitsOf(to), unitsOf(amount.currency)));
  return roundToCoin(minor, to);
}
