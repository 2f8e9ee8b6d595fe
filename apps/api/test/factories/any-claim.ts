import fc from 'fast-check';

import { addDays, daysBetween, localDate } from '@invoicetracker/calendar';
import { formatAmount, money } from '@invoicetracker/money';

/** The days whose delay rates come with the product. */
const FIRST = localDate('2016-01-04');
const LAST = localDate('2026-12-31');

/** Some day whose rates come with the product. */
export const anyDay: fc.Arbitrary<string> = fc
  .nat(daysBetween(FIRST, LAST))
  .map((days) => addDays(FIRST, days));

/** The day after, as far as rates are known. */
export function nextKnownDay(day: string): string {
  return day < LAST ? addDays(localDate(day), 1) : day;
}

/** One payment of a claim, as the API takes it. */
export interface PaymentBody {
  readonly on: string;
  readonly amount: string;
  readonly towards: string;
}

/** A claim as `POST /late-payment/claims` takes it: a counterexample can be sent again as it is printed. */
export interface ClaimBody {
  readonly country: 'PL' | 'HU' | 'DE' | 'EU';
  readonly kind: string;
  readonly principal: string;
  readonly currency: string;
  readonly dueOn: string;
  readonly asOf: string;
  readonly payments: readonly PaymentBody[];
  readonly dayCount: string;
  readonly crediting: string;
  readonly exchangeRate: string;
}

const CURRENCIES = { PL: 'PLN', HU: 'HUF', DE: 'EUR', EU: 'EUR' } as const;
const TOWARDS = ['as-ordered', 'invoice', 'interest', 'principal', 'compensation'];

/** Whole forints; up to ten to the thirteenth in every currency. */
function amountText(minor: bigint, currency: string): string {
  return formatAmount(money(currency === 'HUF' ? (minor / 100n) * 100n : minor, currency));
}

/** Some payment in a currency, of one coin at least. */
export function anyPayment(currency: string): fc.Arbitrary<PaymentBody> {
  return fc
    .record({
      on: anyDay,
      minor: fc.oneof(fc.bigInt(100n, 100_000n), fc.bigInt(100n, 10n ** 15n)),
      towards: fc.constantFrom(...TOWARDS),
    })
    .map(({ on, minor, towards }) => ({ on, amount: amountText(minor, currency), towards }));
}

/** Some claim of some country, with up to four payments. */
export const anyClaim: fc.Arbitrary<ClaimBody> = fc
  .constantFrom('PL' as const, 'HU' as const, 'DE' as const, 'EU' as const)
  .chain((country) =>
    fc.record({
      country: fc.constant(country),
      // the directive's minimum knows no consumers
      kind: fc.constantFrom(
        'commercial',
        'public-body',
        'public-health',
        ...(country === 'EU' ? [] : ['consumer']),
      ),
      principal: fc
        .oneof(fc.bigInt(0n, 100n), fc.bigInt(0n, 10n ** 15n))
        .map((minor) => amountText(minor, CURRENCIES[country])),
      currency: fc.constant(CURRENCIES[country]),
      dueOn: anyDay,
      asOf: anyDay,
      payments: fc.array(anyPayment(CURRENCIES[country]), { maxLength: 4 }),
      dayCount: fc.constantFrom('actual/365', 'actual/actual'),
      crediting: fc.constantFrom('law', 'interest-first', 'principal-first'),
      exchangeRate: fc.constant(country === 'HU' ? '385.12' : '4.2971'),
    }),
  );
