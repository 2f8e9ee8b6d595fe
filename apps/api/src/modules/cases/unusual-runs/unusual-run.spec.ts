import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { type RunFigures, unusualReasons } from './unusual-run.js';

const run = (more: Partial<RunFigures>): RunFigures => ({
  isFirst: false,
  activeCases: 100,
  movedCases: 20,
  sums: { PLN: 300n },
  usualSums: { PLN: 100n },
  ...more,
});

it.each([
  ['like the others', run({}), []],
  ['the first', run({ isFirst: true }), ['first-run']],
  ['of a fifth and one case more', run({ movedCases: 21 }), ['many-cases']],
  ['of more than three times the largest', run({ sums: { PLN: 301n } }), ['large-sums']],
  ['in a currency that is new', run({ sums: { EUR: 10_000n } }), []],
  ['of few cases', run({ isFirst: true, movedCases: 9, activeCases: 9 }), []],
])('knows a run %s', (_, figures, reasons) => {
  expect(unusualReasons(figures)).toEqual(reasons);
});

it('never finds more cases less unusual', () => {
  const figures = fc.record({
    isFirst: fc.boolean(),
    activeCases: fc.nat(5000),
    movedCases: fc.nat(5000),
    sums: fc.dictionary(fc.constantFrom('PLN', 'EUR'), fc.bigInt(0n, 10n ** 9n)),
    usualSums: fc.dictionary(fc.constantFrom('PLN', 'EUR'), fc.bigInt(0n, 10n ** 9n)),
  });
  fc.assert(
    fc.property(figures, fc.nat(100), (one, more) => {
      const reasons = unusualReasons(one);
      const after = unusualReasons({ ...one, movedCases: one.movedCases + more });
      expect(after).toEqual(expect.arrayContaining(reasons));
    }),
  );
});
