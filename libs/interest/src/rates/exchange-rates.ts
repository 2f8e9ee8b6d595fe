import type { LocalDate } from '@invoicetracker/calendar';
import { parseDecimal, type Rational } from '../exact/rational.js';
import type { ExchangeDay } from '../law/compensation-due.js';
import { Refusal } from '../law/refusal.js';

/** A central bank's mid rate: so many units of `to` for one of `from`. */
export interface ExchangeRate {
  readonly publisher: string;
  readonly from: string;
  readonly to: string;
  readonly on: LocalDate;
  readonly rate: Rational;
  readonly source: string;
}

/** Mid rates by publisher, pair and day. */
export type ExchangeRates = ReadonlyMap<string, ExchangeRate>;

export function exchangeRates(rates: readonly ExchangeRate[]): ExchangeRates {
  return new Map(rates.map((rate) => [keyOf(rate.publisher, rate.from, rate.to, rate.on), rate]));
}

/** The rate of exactly that day: which day to ask for is the law's business, never this lookup's. */
export function exchangeRateOn(
  rates: ExchangeRates,
  from: string,
  to: string,
  { publisher, on }: ExchangeDay,
): ExchangeRate | Refusal {
  return (
    rates.get(keyOf(publisher, from, to, on)) ??
    new Refusal(
      'exchange-rate-missing',
      `The ${publisher} mid rate of ${on} for 1 ${from} in ${to} is not known.`,
      { missing: { what: 'exchange-rate', publisher, from, to, on } },
    )
  );
}

/** One rate as it is written in data files. */
export function midRate(
  publisher: string,
  [from, to]: readonly [string, string],
  on: LocalDate,
  rate: string,
  source: string,
): ExchangeRate {
  return { publisher, from, to, on, rate: parseDecimal(rate), source };
}

function keyOf(publisher: string, from: string, to: string, on: LocalDate): string {
  return `${publisher} ${from} ${to} ${on}`;
}
