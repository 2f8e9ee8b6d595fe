import { localDate } from '@invoicetracker/calendar';
import { DEFAULT_POLICY, withCredit } from '@invoicetracker/dunning';
import { type Money, money, negate, sumByCurrency, zero } from '@invoicetracker/money';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { creditsShown } from './credits-shown.js';
import { EXAMPLE_FACTS } from './example-facts.js';
import { askedFor, type InvoiceFacts, type NoticeFacts } from './notice-facts.js';
import { paymentInstructions } from './payment-instructions.js';

const TODAY = localDate('2026-03-17');
const currency = fc.constantFrom('PLN', 'EUR', 'HUF');
const anyInvoices = fc.array(
  fc.record({
    minor: fc.bigInt({ min: 1n, max: 900n }),
    currency,
    account: fc.constantFrom('', 'PL61109010140000071219812874', 'DE89370400440532013000'),
    isInLetter: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);
const anyLines = fc.array(
  fc.record({ minor: fc.bigInt({ min: -300n, max: 900n }), currency, isMoney: fc.boolean() }),
  { maxLength: 20 },
);

/** The letter about some of a client's overdue invoices, as the last look before it leaves makes it. */
function letterOf(
  drawn: readonly { minor: bigint; currency: string; account: string; isInLetter: boolean }[],
  given: readonly { minor: bigint; currency: string; isMoney: boolean }[],
): NoticeFacts {
  const amounts = given.map((one) => ({ ...one, amount: money(one.minor, one.currency) }));
  const credits = sumByCurrency(amounts.map(({ amount }) => amount)).filter(
    ({ minor }) => minor > 0n,
  );
  const known = new Set<string>(credits.map((credit) => credit.currency));
  const lines = amounts
    .filter(({ amount }) => known.has(amount.currency))
    .map(({ amount, isMoney }, index) => ({
      number: isMoney ? null : `KOR/${index}`,
      on: '2026-03-01',
      amount,
    }));
  const cases = drawn.map((one) => ({
    ...one,
    policy: DEFAULT_POLICY,
    facts: {
      dueOn: localDate('2026-03-01'),
      legalDueOn: localDate('2026-03-01'),
      balance: money(one.minor, one.currency),
      credited: zero(one.currency),
      isCancelled: false,
      stages: [],
      clientContactedOn: null,
      isClientAwaitingNotice: false,
      hold: null,
      instalment: null,
      hasReachableContact: true,
      hasPostalAddress: true,
      entry: null,
    },
  }));
  const invoices = withCredit(cases, credits, TODAY)
    .filter(({ isInLetter, facts }) => isInLetter && facts.balance.minor > facts.credited.minor)
    .map(({ account, facts: { balance, credited } }, index): InvoiceFacts => ({
      ...EXAMPLE_FACTS.invoices[0]!,
      number: `FV/${index}`,
      open: balance,
      credited,
      bankAccount: account,
    }));
  return { ...EXAMPLE_FACTS, invoices, credits: creditsShown({ lines }, invoices) };
}

const minorIn = (amounts: readonly Money[], code: string): bigint =>
  amounts.filter((one) => one.currency === code).reduce((sum, { minor }) => sum + minor, 0n);

it('adds up: what a letter asks for is its invoices less what it shows in hand, and is what is to be transferred', () => {
  fc.assert(
    fc.property(anyInvoices, anyLines, (drawn, lines) => {
      const letter = letterOf(drawn, lines);
      const asked = askedFor(letter.invoices);
      const transfers = paymentInstructions(letter).flatMap(({ totals }) => totals);
      expect(asked.length).toBe(new Set(asked.map((one) => one.currency)).size);
      for (const { minor, currency: code } of asked) {
        const open = minorIn(
          letter.invoices.map((one) => one.open),
          code,
        );
        const inHand = minorIn(
          letter.credits.map(({ amount }) => negate(amount)),
          code,
        );
        expect(minor).toBe(open + inHand);
        expect(minor).toBe(minorIn(transfers, code));
        expect(minor).toBeGreaterThan(0n);
      }
    }),
  );
});

it('sums up what is more than a reader would look at', () => {
  const lines = Array.from({ length: 12 }, () => ({
    number: null,
    on: '2026-03-01',
    amount: money(10n, 'PLN'),
  }));
  const invoice = { ...EXAMPLE_FACTS.invoices[0]!, credited: money(120n, 'PLN') };
  const shown = creditsShown({ lines }, [invoice]);
  expect(shown).toHaveLength(9);
  expect(shown.at(-1)).toMatchObject({ kind: 'more', amount: money(40n, 'PLN') });
});

it('says nothing of other currencies', () => {
  const lines = [{ number: 'KOR/1', on: null, amount: money(10n, 'EUR') }];
  expect(creditsShown({ lines }, EXAMPLE_FACTS.invoices)).toEqual([]);
});
