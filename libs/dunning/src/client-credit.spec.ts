import { addDays, localDate } from '@invoicetracker/calendar';
import { add, money, zero } from '@invoicetracker/money';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseFacts } from './case-facts.js';
import { withCredit } from './client-credit.js';
import { decide } from './decide.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { factsOf, record, stopped } from './facts-for-tests.js';
import { owed } from './owed.js';

const today = localDate('2026-03-17');
const ALL_STAGES = DEFAULT_POLICY.stages.map(({ key }) => key);
const debt = (minor: bigint, dueOn: string, change: Partial<CaseFacts> = {}) => ({
  policy: DEFAULT_POLICY,
  facts: factsOf({ balance: money(minor, 'PLN'), dueOn: localDate(dueOn), ...change }),
});
/** What each of them is still asked for. */
const asked = (cases: readonly ReturnType<typeof debt>[], credit: bigint): bigint[] =>
  withCredit(cases, [money(credit, 'PLN')], today).map(({ facts }) => owed(facts).minor);

describe('what a client has in hand', () => {
  it('goes against the oldest debts first, and never below nothing', () => {
    const cases = [debt(100n, '2026-03-01'), debt(200n, '2026-03-05'), debt(50n, '2026-03-06')];
    expect(asked(cases, 0n)).toEqual([100n, 200n, 50n]);
    expect(asked(cases, 60n)).toEqual([40n, 200n, 50n]);
    expect(asked(cases, 250n)).toEqual([0n, 50n, 50n]);
    expect(asked(cases, 9_000n)).toEqual([0n, 0n, 0n]);
  });

  it('is not taken by a debt that asks for nothing, because it was meant for one that does', () => {
    const silent = [
      debt(100n, '2026-03-01', { hold: stopped(null) }),
      debt(100n, '2026-03-01', { hold: stopped('2026-04-01', 'promise') }),
      debt(100n, '2026-03-01', { entry: { kind: 'held' } }),
      debt(100n, '2026-03-01', { hasReachableContact: false }),
      debt(100n, '2026-03-01', { stages: ALL_STAGES.map((key) => record(key, '2026-03-10')) }),
    ];
    for (const one of silent)
      expect(asked([one, debt(100n, '2026-03-05')], 100n)).toEqual([100n, 0n]);
  });

  it('is not set against another debt on the day on which a last letter has used it', () => {
    const stages = ALL_STAGES.map((key) => record(key, key === 'hand-over' ? today : '2026-03-10'));
    const cases = [debt(100n, '2026-03-01', { stages }), debt(100n, '2026-03-05')];
    expect(asked(cases, 100n)).toEqual([0n, 100n]);
  });

  it('stays in its currency', () => {
    const euro = factsOf({ balance: money(100n, 'EUR'), dueOn: localDate('2026-03-01') });
    const cases = [{ policy: DEFAULT_POLICY, facts: euro }, debt(100n, '2026-03-05')];
    expect(asked(cases, 100n)).toEqual([100n, 0n]);
  });

  it('keeps a client that it covers from being written to, and says so', () => {
    const [covered, young] = withCredit(
      [debt(100n, '2026-03-01'), debt(100n, '2026-03-20')],
      [money(100n, 'PLN')],
      today,
    );
    expect(decide(covered!.facts, DEFAULT_POLICY, today)).toMatchObject({
      kind: 'pause',
      reason: 'covered-by-credit',
      until: null,
    });
    expect(decide(young!.facts, DEFAULT_POLICY, today)).toMatchObject({ reason: 'not-due-yet' });
  });

  it('is what is left of it that a least amount is held against', () => {
    const stages = DEFAULT_POLICY.stages.map((stage) => ({
      ...stage,
      minimumAmounts: [money(50n, 'PLN')],
    }));
    const facts = factsOf({ balance: money(100n, 'PLN'), credited: money(60n, 'PLN') });
    expect(decide(facts, { ...DEFAULT_POLICY, stages }, today)).toMatchObject({
      reason: 'below-minimum',
    });
  });

  it('is never spent twice, and nobody whom it covers is written to', () => {
    const debts = fc.array(
      fc.record({
        minor: fc.bigInt({ min: 1n, max: 500n }),
        late: fc.integer({ min: -10, max: 60 }),
        currency: fc.constantFrom('PLN', 'EUR'),
        isHeld: fc.boolean(),
      }),
      { maxLength: 8 },
    );
    const credit = fc.bigInt({ min: 0n, max: 2_000n });
    fc.assert(
      fc.property(debts, credit, credit, (drawn, pln, eur) => {
        const cases = drawn
          .toSorted((one, other) => other.late - one.late)
          .map(({ minor, late, currency, isHeld }) => ({
            policy: DEFAULT_POLICY,
            facts: factsOf({
              balance: money(minor, currency),
              dueOn: addDays(today, -late),
              hold: isHeld ? stopped(null) : null,
            }),
          }));
        const credits = [money(pln, 'PLN'), money(eur, 'EUR')];
        const after = withCredit(cases, credits, today);
        for (const { minor, currency } of credits) {
          const mine = after.filter(({ facts }) => facts.balance.currency === currency);
          const spent = mine.reduce((sum, { facts }) => add(sum, facts.credited), zero(currency));
          expect(spent.minor).toBeLessThanOrEqual(minor);
          const active = mine.filter(({ facts }) => facts.hold === null);
          const open = active.reduce((sum, { facts }) => sum + facts.balance.minor, 0n);
          const written = active.filter(
            ({ facts, policy }) => decide(facts, policy, today).kind === 'moveTo',
          );
          if (minor >= open) expect(written).toEqual([]);
          // what is asked for is never more than what is open less what is in hand
          const askedFor = written.reduce((sum, { facts }) => sum + owed(facts).minor, 0n);
          expect(askedFor).toBeLessThanOrEqual(open > minor ? open - minor : 0n);
        }
      }),
    );
  });
});
