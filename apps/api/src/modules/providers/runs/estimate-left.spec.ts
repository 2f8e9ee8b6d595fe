import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { estimateLeft, type Pace } from './estimate-left.js';

const at = (seconds: number) => new Date(seconds * 1000);
const pace: Pace = { fromAt: at(10), fromSeen: 100, advancedAt: at(20), seen: 300, total: 500 };

it('goes on at the pace it had: 200 in ten seconds, 200 to go', () => {
  expect(estimateLeft(pace)).toBe(10_000);
});

it('does not count what an earlier run of the same pass had read', () => {
  expect(estimateLeft({ ...pace, fromSeen: 250, seen: 300, total: 350 })).toBe(10_000);
});

it.each<[string, Partial<Pace>]>([
  ['the provider does not say how many there are', { total: null }],
  ['no page of invoices has been written', { fromAt: null, fromSeen: null }],
  ['there is only one page to measure by', { fromSeen: 300 }],
  ['everything has been read', { seen: 500 }],
  ['the list has shrunk below what was read', { total: 200 }],
])('says nothing where %s', (_why, change) => {
  expect(estimateLeft({ ...pace, ...change })).toBeNull();
});

it('is never less than nothing, and grows with what is left', () => {
  const counts = fc.tuple(
    fc.integer({ min: 1, max: 10_000 }),
    fc.integer({ min: 1, max: 10_000 }),
    fc.integer({ min: 1, max: 10_000 }),
    fc.integer({ min: 0, max: 1_000_000 }),
  );
  fc.assert(
    fc.property(counts, ([first, more, left, ms]) => {
      const last = new Date(ms);
      const base = { fromAt: new Date(0), fromSeen: first, advancedAt: last, seen: first + more };
      const nearer = estimateLeft({ ...base, total: first + more + left })!;
      const further = estimateLeft({ ...base, total: first + more + left + 1 })!;
      expect(nearer).toBeGreaterThanOrEqual(0);
      expect(further).toBeGreaterThanOrEqual(nearer);
    }),
  );
});
