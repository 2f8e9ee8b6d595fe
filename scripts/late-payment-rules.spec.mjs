import { expect, it } from '@jest/globals';
import { testsByRule, testsIn } from './late-payment-rules.mjs';

it('finds the rules that a test names, in its name or in the rows of its table', () => {
  const source = `
    it('PL-28 PL-30 is obeyed', () => {});
    it('says nothing', () => {});
    it.each([
      ['HU-7', 1],
      ['DE-1', 2],
    ])('%s is counted', () => {});
    it.each<[string]>([['x']])('EU-credit takes %s', () => {});
    it.each(rows)('HU-6 from %s on', () => {});
    it('G-4 is nobody\\'s guess', () => {});`;
  expect(testsIn(source)).toEqual([
    { name: 'PL-28 PL-30 is obeyed', ids: ['PL-28', 'PL-30'] },
    { name: 'HU-7 is counted', ids: ['HU-7'] },
    { name: 'DE-1 is counted', ids: ['DE-1'] },
    { name: 'EU-credit takes %s', ids: ['EU-credit'] },
    { name: 'HU-6 from %s on', ids: ['HU-6'] },
    { name: "G-4 is nobody's guess", ids: ['G-4'] },
  ]);
});

it('finds the tests of this product', () => {
  const tests = testsByRule();
  expect(tests.get('PL-16').map(({ file }) => file)).toContain(
    'apps/api/src/modules/late-payment/claims.limits.db.spec.ts',
  );
  expect(tests.size).toBeGreaterThan(45);
});
