import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { money } from './money.js';
import { sumByCurrency } from './sum-by-currency.js';

it('totals each currency by itself, in the order of their codes', () => {
  const owed = [money(100n, 'PLN'), money(250n, 'EUR'), money(-30n, 'PLN'), money(1n, 'HUF')];
  expect(sumByCurrency(owed)).toEqual([money(250n, 'EUR'), money(1n, 'HUF'), money(70n, 'PLN')]);
  expect(sumByCurrency([])).toEqual([]);
});

it('gives the same totals in whatever order the amounts come', () => {
  const amounts = fc.array(
    fc.tuple(fc.bigInt(), fc.constantFrom('PLN', 'EUR', 'HUF')).map(([m, c]) => money(m, c)),
  );
  fc.assert(
    fc.property(amounts, (list) => {
      expect(sumByCurrency(list.toReversed())).toEqual(sumByCurrency(list));
    }),
  );
});
