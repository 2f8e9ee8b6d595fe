import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, localDate, type LocalDate } from '@invoicetracker/calendar';
import { currency, money } from '@invoicetracker/money';
import fc from 'fast-check';
import { compareRationals, NOTHING, plus, rational, type Rational } from '../exact/rational.js';
import { DEFAULT_OPTIONS } from '../law/claim-options.js';
import { CLAIM_KINDS } from '../law/claim-kind.js';
import { SHIPPED_EXCHANGE_RATES, SHIPPED_RATES } from '../law/countries.js';
import type { LawCountry } from '../law/country-law.js';
import { Refusal } from '../law/refusal.js';
import { calculateClaim } from './calculate-claim.js';
import type { Claim } from './claim.js';
import type { ClaimInput, ClaimPayment } from './claim-input.js';

const KNOWN = { rates: SHIPPED_RATES, exchange: SHIPPED_EXCHANGE_RATES };

const FIRST = localDate('2016-01-04');
const LAST = localDate('2026-12-31');
const CURRENCIES: Readonly<Record<LawCountry, string>> = {
  PL: 'PLN',
  HU: 'HUF',
  DE: 'EUR',
  EU: 'EUR',
};

const anyDay = fc.nat(daysBetween(FIRST, LAST)).map((days) => addDays(FIRST, days));

/** A claim without its rates: a counterexample that can be read. */
type Input = Omit<ClaimInput, 'rates' | 'exchange'>;

const anyInput: fc.Arbitrary<Input> = fc
  .record({
    country: fc.constantFrom<LawCountry>('PL', 'HU', 'DE', 'EU'),
    kind: fc.constantFrom(...CLAIM_KINDS),
    minor: fc.bigInt(0n, 10n ** 15n),
    costs: fc.bigInt(0n, 10_000n),
    dueOn: anyDay,
    asOf: anyDay,
    payments: fc.array(
      fc.record({
        on: anyDay,
        minor: fc.oneof(fc.bigInt(1n, 100_000n), fc.bigInt(1n, 10n ** 15n)),
        towards: fc.constantFrom<ClaimPayment['towards']>(
          'as-ordered',
          'invoice',
          'interest',
          'principal',
          'compensation',
        ),
      }),
      { maxLength: 4 },
    ),
    dayCount: fc.constantFrom('actual/365' as const, 'actual/actual' as const),
    crediting: fc.constantFrom(
      'law' as const,
      'interest-first' as const,
      'principal-first' as const,
    ),
  })
  .map(({ country, kind, minor, costs, dueOn, asOf, payments, dayCount, crediting }) => {
    const code = CURRENCIES[country];
    return {
      country,
      kind: country === 'EU' && kind === 'consumer' ? 'commercial' : kind,
      principal: money(minor, code),
      costs: money(costs, code),
      dueOn,
      asOf,
      payments: payments.map((payment) => ({
        on: payment.on,
        amount: money(payment.minor, code),
        // in złoty and forint its amount hangs on an exchange rate that few days have
        towards: code !== 'EUR' && payment.towards === 'compensation' ? 'invoice' : payment.towards,
      })),
      rate: { kind: 'statutory' },
      options: { ...DEFAULT_OPTIONS, dayCount, crediting },
    };
  });

function claimOf(input: Input): Claim {
  const claim = calculateClaim({ ...input, ...KNOWN });
  if (claim instanceof Refusal) throw new Error(claim.detail);
  return claim;
}

const exactInterest = (claim: Claim): Rational =>
  claim.periods.reduce((sum, period) => plus(sum, period.interest), NOTHING);

describe('every claim', () => {
  it('adds up: each payment is fully shown, and nothing is below zero', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const claim = claimOf(input);
        for (const step of claim.steps) {
          const { toCosts, toInterest, toPrincipal, toCompensation, unallocated } = step;
          const parts = [toCosts, toInterest, toPrincipal, toCompensation, unallocated];
          expect(parts.reduce((sum, part) => sum + part.minor, 0n)).toBe(step.paid.minor);
          expect(parts.every((part) => part.minor >= 0n)).toBe(true);
        }
        const counted = input.payments.filter((payment) => payment.on <= input.asOf);
        const paid = counted.reduce((sum, { amount }) => sum + amount.minor, 0n);
        const settled =
          input.principal.minor -
          claim.principalOpen.minor +
          (input.costs!.minor - claim.costsOpen.minor) +
          claim.interestPaid.minor +
          claim.steps.reduce((sum, { toCompensation }) => sum + toCompensation.minor, 0n);
        expect(settled + claim.unallocated.minor).toBe(paid);
        for (const amount of [claim.principalOpen, claim.costsOpen, claim.interestOpen]) {
          expect(amount.minor >= 0n).toBe(true);
        }
        expect(claim.totalBeforeCompensation.minor).toBe(
          claim.principalOpen.minor + claim.costsOpen.minor + claim.interestOpen.minor,
        );
      }),
    );
  });

  it('has one currency in all its figures but the compensation', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { principal, compensation, ...claim } = claimOf(input);
        const text = JSON.stringify(claim, (name, value: unknown) =>
          typeof value === 'bigint' || name === 'bases' ? null : value,
        );
        const found = new Set([...text.matchAll(/"currency":"(\w+)"/g)].map((match) => match[1]));
        expect([...found]).toEqual([principal.currency]);
        if (compensation?.isInTotal && compensation.amount) {
          expect(compensation.amount.currency).toBe(principal.currency);
        }
      }),
    );
  });

  it('G-4 loses nothing when a period is split in two: only the one rounding differs', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(), (input, cut) => {
        const whole = { ...input, payments: [], costs: null };
        const { effectiveDueOn, interest } = claimOf(whole);
        const days = daysBetween(effectiveDueOn, input.asOf);
        fc.pre(days > 1);
        const until: LocalDate = addDays(effectiveDueOn, 1 + (cut % (days - 1)));
        const options = { ...input.options, shift: 'none' as const };
        const first = claimOf({ ...whole, dueOn: effectiveDueOn, asOf: until, options });
        const second = claimOf({ ...whole, dueOn: until, options });
        const exact = plus(exactInterest(first), exactInterest(second));
        expect(compareRationals(exact, exactInterest(claimOf(whole)))).toBe(0);
        const coin = interest.currency === 'HUF' ? 100n : 1n;
        const difference = interest.minor - first.interest.minor - second.interest.minor;
        expect(difference >= -coin && difference <= coin).toBe(true);
      }),
    );
  });

  it('is never lowered by more days, principal or rate', () => {
    fc.assert(
      fc.property(anyInput, fc.bigInt(0n, 10n ** 9n), (input, more) => {
        const claim = claimOf({ ...input, payments: [] });
        const later = input.asOf < LAST ? addDays(input.asOf, 1) : input.asOf;
        const nextDay = claimOf({ ...input, payments: [], asOf: later });
        expect(nextDay.totalBeforeCompensation.minor).toBeGreaterThanOrEqual(
          claim.totalBeforeCompensation.minor,
        );
        const larger = { ...input.principal, minor: input.principal.minor + more };
        const ofMore = claimOf({ ...input, payments: [], principal: larger });
        expect(ofMore.totalBeforeCompensation.minor).toBeGreaterThanOrEqual(
          claim.totalBeforeCompensation.minor + more,
        );
        expect(ofMore.compensation?.euro ?? 0n).toBeGreaterThanOrEqual(
          claim.compensation?.euro ?? 0n,
        );
        const at = (hundredths: bigint) =>
          claimOf({
            ...input,
            payments: [],
            rate: { kind: 'fixed', percent: rational(hundredths, 100n) },
          }).interest.minor;
        const percent = more % 3000n;
        expect(at(percent + 1n)).toBeGreaterThanOrEqual(at(percent));
      }),
    );
  });

  it('is never raised by a payment, and never brought below zero', () => {
    fc.assert(
      fc.property(anyInput, anyDay, fc.bigInt(1n, 10n ** 15n), (input, on, minor) => {
        const payment: ClaimPayment = {
          on,
          amount: { ...input.principal, minor },
          towards: 'as-ordered',
        };
        const before = claimOf(input);
        const after = claimOf({ ...input, payments: [...input.payments, payment] });
        const [most, left] = [before, after].map((claim) => claim.totalBeforeCompensation.minor);
        expect(left! <= most! && left! >= 0n).toBe(true);
      }),
    );
  });

  it('does not depend on the order of its payments', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const sameDay = input.payments.map((payment) => ({
          ...payment,
          on: input.payments[0]!.on,
        }));
        for (const payments of [input.payments, sameDay]) {
          const backwards = payments.toReversed();
          expect(claimOf({ ...input, payments: backwards })).toEqual(
            claimOf({ ...input, payments }),
          );
        }
      }),
    );
  });

  it('is refused when a payment comes in another currency', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const amount = { minor: 1n, currency: currency('CHF') };
        const foreign: ClaimPayment = { on: input.asOf, amount, towards: 'as-ordered' };
        const refusal = calculateClaim({
          ...input,
          ...KNOWN,
          payments: [...input.payments, foreign],
        });
        expect(refusal).toMatchObject({ code: 'currency-mismatch' });
      }),
    );
  });
});
