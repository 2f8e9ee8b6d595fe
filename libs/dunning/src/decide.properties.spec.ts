import { expect, it } from '@jest/globals';
import {
  addDays,
  daysBetween,
  FIRST_DAY,
  isAfter,
  LAST_DAY,
  localDate,
  type LocalDate,
} from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import fc from 'fast-check';
import type { CaseFacts, HoldCode, StageOutcome } from './case-facts.js';
import { checkPolicy } from './check-policy.js';
import { decide } from './decide.js';
import { factsOf, record } from './facts-for-tests.js';
import { forecast } from './forecast.js';
import { type Entry, STATEMENT } from './old-debt.js';
import { type DunningPolicy, PLAIN_STAGE, type Stage } from './policy.js';
import { stageDueOn } from './stage-due-on.js';

const DUE_ON = localDate('2026-03-10');
const LENGTH_OF_WALK = 160;

const anyPolicy: fc.Arbitrary<DunningPolicy> = fc
  .record({
    offsets: fc.uniqueArray(fc.integer({ min: -20, max: 60 }), { minLength: 1, maxLength: 7 }),
    switches: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    endsWithStaff: fc.boolean(),
    minGapDays: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ offsets, switches, endsWithStaff, minGapDays }) => ({
    stages: offsets
      .sort((left, right) => left - right)
      .map((offsetDays, index): Stage => {
        const isLast = index === offsets.length - 1;
        return {
          ...PLAIN_STAGE,
          key: `stage-${index}`,
          position: index + 1,
          offsetDays,
          audience: isLast && endsWithStaff ? 'staff' : 'client',
          isEnabled: isLast || (switches[index] ?? true),
        };
      }),
    minGapDays,
    caseOpensOffsetDays: -20,
    releaseMode: 'active',
  }));

const legalShift = fc.nat(4);
const startFacts = (shift: number): CaseFacts =>
  factsOf({ dueOn: DUE_ON, legalDueOn: addDays(DUE_ON, shift) });

interface Move {
  readonly stage: Stage;
  readonly on: LocalDate;
}

/** Days between one run and the next (0: the same day again), and how each notice fares meanwhile. */
const anyWalk = fc.array(
  fc.record({
    days: fc.constantFrom(0, 1, 1, 1, 1, 2, 3, 12),
    outcome: fc.constantFrom<StageOutcome>('counted', 'counted', 'pending'),
  }),
  { minLength: LENGTH_OF_WALK, maxLength: LENGTH_OF_WALK },
);
type Walk = readonly { readonly days: number; readonly outcome: StageOutcome }[];

/** Runs along a walk. A pending notice is accepted at the next step that says so. */
function movesAlong(policy: DunningPolicy, start: CaseFacts, walk: Walk): Move[] {
  const moves: Move[] = [];
  let facts = start;
  let on = addDays(DUE_ON, -21);
  for (const { days, outcome } of walk) {
    on = addDays(on, days);
    const decision = decide(facts, policy, on);
    if (decision.kind === 'close' || decision.kind === 'pause') throw new Error(decision.reason);
    const settled = facts.stages.map((known) =>
      known.outcome === 'pending' && outcome === 'counted'
        ? record(known.stageKey, on, 'counted')
        : known,
    );
    const lapsed = decision.lapsed.map((key) => record(key, on, 'lapsed'));
    facts = { ...facts, stages: [...settled, ...lapsed] };
    if (decision.kind === 'stay') continue;
    moves.push({ stage: decision.stage, on });
    facts = { ...facts, stages: [...facts.stages, record(decision.stage.key, on, outcome)] };
  }
  return moves;
}

it('never breaks the order, repeats a stage, or goes before its day', () => {
  fc.assert(
    fc.property(anyPolicy, legalShift, anyWalk, (policy, shift, walk) => {
      expect(checkPolicy(policy)).toEqual([]);
      const facts = startFacts(shift);
      const moves = movesAlong(policy, facts, walk);
      moves.forEach(({ stage, on }, index) => {
        const previous = moves[index - 1];
        expect(stage.isEnabled).toBe(true);
        expect(on >= stageDueOn(facts, stage)).toBe(true);
        if (stage.offsetDays > 0) expect(isAfter(on, facts.legalDueOn)).toBe(true);
        if (stage.offsetDays < 0) expect(on < DUE_ON).toBe(true);
        if (previous) expect(stage.position).toBeGreaterThan(previous.stage.position);
      });
    }),
  );
});

it('keeps the minimum gap, and one day at least, between two letters to the client', () => {
  fc.assert(
    fc.property(anyPolicy, legalShift, anyWalk, (policy, shift, walk) => {
      const letters = movesAlong(policy, startFacts(shift), walk).filter(
        ({ stage }) => stage.audience === 'client',
      );
      letters.slice(1).forEach(({ on }, index) => {
        const before = letters[index]?.on ?? on;
        expect(daysBetween(before, on)).toBeGreaterThanOrEqual(Math.max(1, policy.minGapDays));
      });
    }),
  );
});

it('reaches the same stages from the due date on after any downtime', () => {
  const keptStages = (policy: DunningPolicy): string[] =>
    policy.stages.filter((stage) => stage.isEnabled && stage.offsetDays >= 0).map((s) => s.key);
  // every policy is through after 60 days of offsets and 8 gaps of 9 days
  const daily: Walk = Array.from({ length: 80 }, () => ({ days: 1, outcome: 'counted' }));
  fc.assert(
    fc.property(anyPolicy, legalShift, anyWalk, (policy, shift, walk) => {
      const reached = movesAlong(policy, startFacts(shift), [...walk, ...daily])
        .filter(({ stage }) => stage.offsetDays >= 0)
        .map(({ stage }) => stage.key);
      expect(reached).toEqual(keptStages(policy));
    }),
  );
});

const anyDay = fc
  .oneof(fc.integer({ min: -400, max: 400 }), fc.constant(9_000_000), fc.constant(-9_000_000))
  .map((days) => {
    if (days > 400) return LAST_DAY;
    return days < -400 ? FIRST_DAY : addDays(DUE_ON, days);
  });
const anyFacts: fc.Arbitrary<CaseFacts> = fc.record({
  dueOn: anyDay,
  legalDueOn: anyDay,
  balance: fc.bigInt({ min: -5n, max: 5n }).map((minor) => money(minor, 'PLN')),
  credited: fc.bigInt({ min: 0n, max: 5n }).map((minor) => money(minor, 'PLN')),
  isCancelled: fc.boolean(),
  stages: fc.array(
    fc.record({
      stageKey: fc.constantFrom('stage-0', 'stage-1', 'stage-2', 'stage-3', 'gone'),
      outcome: fc.constantFrom<StageOutcome>('pending', 'counted', 'refused', 'unknown', 'lapsed'),
      on: anyDay,
    }),
    { maxLength: 4 },
  ),
  // lasts a day or so, and no fact tells how long: what follows from it is in sending-calendar.spec.ts
  isClientAwaitingNotice: fc.constant(false),
  clientContactedOn: fc.option(anyDay),
  instalment: fc.constant(null),
  hold: fc.option(
    fc.record({
      code: fc.constantFrom<HoldCode>('stop', 'reply', 'promise', 'dispute', 'credit-expected'),
      subject: fc.constantFrom('case', 'client', 'account'),
      reason: fc.constant(''),
      until: fc.option(anyDay),
    }),
  ),
  hasReachableContact: fc.boolean(),
  hasPostalAddress: fc.boolean(),
  entry: fc.constantFrom<Entry | null>(
    null,
    null,
    null,
    { kind: 'waits', reason: 'old-debts-undecided' },
    { kind: 'held' },
    { kind: 'statement' },
    { kind: 'upTo', position: 1 },
    { kind: 'upTo', position: 3 },
  ),
});

it('answers to any facts, and moves nobody who owes nothing or is held', () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyDay, (facts, policy, asOf) => {
      const decision = decide(facts, policy, asOf);
      const owes = facts.balance.minor > 0n && !facts.isCancelled;
      expect(decision.kind === 'close').toBe(!owes);
      if (decision.kind !== 'moveTo') return;
      expect(facts.balance.minor).toBeGreaterThan(facts.credited.minor);
      expect(facts.hold === null || (facts.hold.until ?? LAST_DAY) <= asOf).toBe(true);
      expect(facts.stages.every(({ stageKey }) => stageKey !== decision.stage.key)).toBe(true);
      expect(facts.hasReachableContact || decision.stage.audience === 'staff').toBe(true);
      const { entry } = facts;
      expect(decision.stage === STATEMENT).toBe(entry?.kind === 'statement');
      expect(entry === null || entry.kind === 'statement' || entry.kind === 'upTo').toBe(true);
      if (entry?.kind === 'upTo')
        expect(decision.stage.position).toBeLessThanOrEqual(entry.position);
    }),
    { numRuns: 1000 },
  );
});

it('names the day it acts next exactly, and never an earlier one as days go by', () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, fc.integer({ min: -30, max: 90 }), (facts, policy, days) => {
      const asOf = addDays(DUE_ON, days);
      const decision = decide(facts, policy, asOf);
      if (decision.kind !== 'stay' || decision.nextOn === null) return;
      const { nextOn, nextStageKey } = decision;
      expect(isAfter(nextOn, asOf)).toBe(true);
      const inBetween = addDays(asOf, Math.floor((daysBetween(asOf, nextOn) - 1) / 2));
      expect(decide(facts, policy, inBetween)).toMatchObject({ kind: 'stay', nextOn });
      const then = decide(facts, policy, nextOn);
      if (nextStageKey === null) expect(then).toMatchObject({ reason: 'all-stages-done' });
      else if (then.kind === 'moveTo') expect(then.stage.key).toBe(nextStageKey);
      else
        expect(then).toMatchObject({
          kind: 'pause',
          reason: expect.stringMatching(/^(no-contact|old-debt-capped|covered-by-credit)$/),
        });
    }),
    { numRuns: 2000 },
  );
});

it('foresees what daily runs then do', () => {
  const daily: Walk = Array.from({ length: 60 }, () => ({ days: 1, outcome: 'counted' }));
  fc.assert(
    fc.property(anyPolicy, legalShift, (policy, shift) => {
      const foreseen = forecast(startFacts(shift), policy, addDays(DUE_ON, -20), 60)
        .filter((step) => step.kind === 'moveTo')
        .map(({ stage, on }) => ({ stage, on }));
      expect(foreseen).toEqual(movesAlong(policy, startFacts(shift), daily));
    }),
  );
});

it('ends every forecast, whatever the facts', () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyDay, fc.integer({ min: -1, max: 90 }), (...given) => {
      const [facts, policy, from, days] = given;
      const steps = forecast(facts, policy, from, days);
      steps.forEach((step) => {
        expect(daysBetween(from, step.on)).toBeLessThan(days);
      });
      expect(steps.filter((step) => step.kind === 'close').length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});
