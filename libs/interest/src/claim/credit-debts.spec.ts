import { expect, it } from '@jest/globals';
import { money } from '@invoicetracker/money';
import fc from 'fast-check';
import { creditDebts, type OpenDebt } from './credit-debts.js';

const debt = (id: string, dueOn: string | null, principal: bigint, interest = 0n): OpenDebt => ({
  id,
  dueOn,
  open: { costs: 0n, interest, principal },
});
const pln = (minor: bigint) => money(minor, 'PLN');
const A = debt('A', '2026-02-01', 5000n, 1000n);
const B = debt('B', '2026-01-01', 7000n, 2000n);

it('PL-28 PL-30 gives nothing to the interest of a debt the payer did not name', () => {
  const { byDebt, left } = creditDebts(pln(5000n), [A, B], 'A', 'interest-first');
  expect(byDebt.get('A')).toMatchObject({ interest: 1000n, principal: 4000n });
  expect(byDebt.get('B')).toMatchObject({ interest: 0n, principal: 0n });
  expect(left).toBe(0n);
});

it('PL-29 goes to the oldest debt where the payer named none, and on to the next', () => {
  const { byDebt, left } = creditDebts(pln(16_000n), [A, B], null, 'interest-first');
  expect(byDebt.get('B')).toMatchObject({ interest: 2000n, principal: 7000n });
  expect(byDebt.get('A')).toMatchObject({ interest: 1000n, principal: 5000n });
  expect(left).toBe(1000n);
});

it('DE-5 shares between debts of one age in proportion', () => {
  const twins = [debt('X', '2026-01-01', 3000n), debt('Y', '2026-01-01', 1000n)];
  const { byDebt } = creditDebts(pln(1000n), twins, null, 'interest-first', 'in-proportion');
  expect([byDebt.get('X')!.principal, byDebt.get('Y')!.principal]).toEqual([750n, 250n]);
});

it('adds up to the payment, whatever the debts are', () => {
  const anyDebts = fc
    .array(
      fc.record({
        dueOn: fc.constantFrom(null, '2026-01-01', '2026-02-01'),
        costs: fc.bigInt(0n, 1000n),
        interest: fc.bigInt(0n, 1000n),
        principal: fc.bigInt(0n, 10_000n),
      }),
      { maxLength: 6 },
    )
    .map((debts) => debts.map(({ dueOn, ...open }, index) => ({ id: `${index}`, dueOn, open })));
  fc.assert(
    fc.property(
      anyDebts,
      fc.bigInt(0n, 50_000n),
      fc.constantFrom(null, '0', '3'),
      fc.constantFrom('interest-first' as const, 'principal-first' as const),
      fc.constantFrom('in-order' as const, 'in-proportion' as const),
      (debts, payment, named, order, ties) => {
        const { byDebt, left } = creditDebts(pln(payment), debts, named, order, ties);
        let sum = left;
        for (const { id, open } of debts) {
          const parts = byDebt.get(id)!;
          sum += parts.costs + parts.interest + parts.principal;
          for (const part of ['costs', 'interest', 'principal'] as const) {
            expect(parts[part] >= 0n && parts[part] <= open[part]).toBe(true);
          }
        }
        expect(sum).toBe(payment);
        expect(left >= 0n).toBe(true);
      },
    ),
  );
});
