import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, type LocalDate, localDate } from '@invoicetracker/calendar';
import { isWorkingDay } from '@invoicetracker/calendar/holidays';
import fc from 'fast-check';
import { decide } from './decide.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { factsOf, record, stopped } from './facts-for-tests.js';
import { type Instalment, promiseBreaksOn, promiseStanding } from './promise.js';

const on = (day: string, amountMinor = 10_000n): Instalment => ({
  on: localDate(day),
  amountMinor,
});

function standing(instalments: Instalment[], receivedMinor: bigint, asOf: string) {
  return promiseStanding(instalments, { receivedMinor, isSettled: false }, 'PL', localDate(asOf));
}

describe('the day a promise is broken', () => {
  it.each([
    ['a Thursday, booked on Friday', '2026-11-19', '2026-11-21'],
    ['a Friday, booked on Monday', '2026-11-20', '2026-11-24'],
    ['a Saturday, booked on Monday', '2026-11-21', '2026-11-24'],
    ['the day before a holiday in Poland', '2026-11-10', '2026-11-13'],
    ['Christmas Eve, three days off and a Monday', '2026-12-24', '2026-12-29'],
  ])('%s', (_name, promised, broken) => {
    expect(promiseBreaksOn('PL', localDate(promised))).toBe(broken);
  });
});

describe('a promise of one amount', () => {
  const promise = [on('2026-11-19')];

  it('is open until its day has passed with the tolerance', () => {
    const open = { kind: 'open', next: 0, breaksOn: '2026-11-21' };
    expect(standing(promise, 0n, '2026-11-20')).toEqual(open);
    expect(standing(promise, 9_000n, '2026-11-20')).toEqual(open);
  });

  it.each([
    [0n, 'broken'],
    [-500n, 'broken'],
    [1n, 'part-kept'],
    [9_998n, 'part-kept'],
    [9_999n, 'kept'],
    [10_000n, 'kept'],
    [99_999n, 'kept'],
  ])('with %s of 10000 received is %s afterwards', (received, kind) => {
    expect(standing(promise, received, '2026-11-21').kind).toBe(kind);
  });

  it('is kept once nothing is owed, whatever it named', () => {
    const settled = { receivedMinor: 0n, isSettled: true };
    expect(promiseStanding(promise, settled, 'PL', localDate('2027-01-01'))).toEqual({
      kind: 'kept',
    });
  });
});

describe('instalments', () => {
  const plan = [on('2026-11-19'), on('2026-12-17'), on('2027-01-14')];

  it('are awaited one after the other', () => {
    expect(standing(plan, 0n, '2026-11-01')).toMatchObject({ next: 0, breaksOn: '2026-11-21' });
    expect(standing(plan, 10_000n, '2026-11-19')).toMatchObject({
      next: 1,
      breaksOn: '2026-12-19',
    });
    expect(standing(plan, 25_000n, '2026-11-30')).toMatchObject({
      next: 2,
      breaksOn: '2027-01-16',
    });
    expect(standing(plan, 30_000n, '2026-11-30')).toEqual({ kind: 'kept' });
  });

  it('end with the first one that is late', () => {
    expect(standing(plan, 15_000n, '2026-12-19')).toEqual({ kind: 'part-kept', missed: 1 });
    expect(standing(plan, 0n, '2027-06-01')).toEqual({ kind: 'broken', missed: 0 });
  });
});

const START = localDate('2026-01-01');
const anyCountry = fc.constantFrom('PL', 'HU', 'DE', 'FR');
const anyDay = fc.nat(500).map((days) => addDays(START, days));
const anyPlan: fc.Arbitrary<Instalment[]> = fc
  .uniqueArray(fc.nat(400), { minLength: 1, maxLength: 12 })
  .chain((days) =>
    fc
      .array(fc.bigInt({ min: 1n, max: 50_000n }), {
        minLength: days.length,
        maxLength: days.length,
      })
      .map((amounts) =>
        days
          .sort((left, right) => left - right)
          .map((day, index) => ({ on: addDays(START, day), amountMinor: amounts[index]! })),
      ),
  );
const RANK = { broken: 0, 'part-kept': 1, open: 2, kept: 3 } as const;

const judged = (plan: Instalment[], receivedMinor: bigint, country: string, asOf: LocalDate) =>
  promiseStanding(plan, { receivedMinor, isSettled: false }, country, asOf);

it('is never made worse by more money, and never better by time', () => {
  const money = fc.bigInt({ min: -1000n, max: 700_000n });
  fc.assert(
    fc.property(anyPlan, money, money, anyCountry, anyDay, fc.nat(60), (...given) => {
      const [plan, one, other, country, asOf, later] = given;
      const [less, more] = one < other ? [one, other] : [other, one];
      const rank = (received: bigint, day: LocalDate) =>
        RANK[judged(plan, received, country, day).kind];
      expect(rank(more, asOf)).toBeGreaterThanOrEqual(rank(less, asOf));
      expect(rank(less, addDays(asOf, later))).toBeLessThanOrEqual(rank(less, asOf));
    }),
    { numRuns: 1000 },
  );
});

it('waits for a working day after its own day, and says the exact day it breaks', () => {
  fc.assert(
    fc.property(anyPlan, anyCountry, anyDay, (plan, country, asOf) => {
      const now = judged(plan, 0n, country, asOf);
      if (now.kind !== 'open') return;
      const { breaksOn } = now;
      expect(breaksOn > asOf).toBe(true);
      expect(daysBetween(plan[0]!.on, breaksOn)).toBeGreaterThanOrEqual(2);
      expect(isWorkingDay(country, addDays(breaksOn, -1))).toBe(true);
      expect(judged(plan, 0n, country, addDays(breaksOn, -1)).kind).toBe('open');
      expect(judged(plan, 0n, country, breaksOn).kind).toBe('broken');
    }),
    { numRuns: 1000 },
  );
});

it('kept means all of it, to the rounding; part kept means less', () => {
  fc.assert(
    fc.property(anyPlan, fc.bigInt({ min: 0n, max: 700_000n }), anyDay, (plan, received, asOf) => {
      const total = plan.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
      const { kind } = judged(plan, received, 'PL', asOf);
      expect(kind === 'kept').toBe(received + 1n >= total);
    }),
    { numRuns: 1000 },
  );
});

it('revives the stage that comes after the last one, never the first, once it is broken', () => {
  const stages = DEFAULT_POLICY.stages;
  fc.assert(
    fc.property(fc.nat(stages.length - 2), fc.integer({ min: 1, max: 90 }), (reached, days) => {
      const dueOn = localDate('2026-03-10');
      const told = stages
        .slice(0, reached + 1)
        .map((stage) => record(stage.key, addDays(dueOn, stage.offsetDays)));
      const promisedOn = addDays(dueOn, stages[reached]!.offsetDays + days);
      const until = promiseBreaksOn('PL', promisedOn);
      const facts = factsOf({ dueOn, stages: told, hold: stopped(until, 'promise') });
      expect(decide(facts, DEFAULT_POLICY, addDays(until, -1))).toMatchObject({
        kind: 'pause',
        reason: 'promised',
        until,
      });
      // Broken: whatever it does from here on, it does with the stage after the one it had.
      const then = decide(facts, DEFAULT_POLICY, until);
      const nextKey = stages[reached + 1]!.key;
      if (then.kind === 'moveTo') expect(then.stage.key).toBe(nextKey);
      else expect(then).toMatchObject({ kind: 'stay', nextStageKey: nextKey });
      expect(then).toEqual(decide({ ...facts, hold: null }, DEFAULT_POLICY, until));
    }),
    { numRuns: 500 },
  );
});
