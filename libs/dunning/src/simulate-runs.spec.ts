import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, weekday } from '@invoicetracker/calendar';
import fc from 'fast-check';
import type { CaseFacts } from './case-facts.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { factsOf } from './facts-for-tests.js';
import { forecast } from './forecast.js';
import type { Entry } from './old-debt.js';
import { type SendingRules, type SimulatedCase, simulateRuns } from './simulate-runs.js';

const ALWAYS: SendingRules = {
  dailyCap: 1000,
  runComes: 'before-sending-hours',
  isSendingDay: () => true,
};
const FROM = localDate('2026-03-10');

function caseOf(caseId: string, clientId: string, change: Partial<CaseFacts> = {}): SimulatedCase {
  return {
    caseId,
    clientId,
    policy: DEFAULT_POLICY,
    facts: factsOf(change),
    hasOwnNotice: false,
    clientCredits: [],
  };
}

/** Notices as lines: "2026-03-17 anna overdue-notice: a b". */
function linesOf(
  cases: readonly SimulatedCase[],
  {
    days = 60,
    from = FROM,
    ...rules
  }: Partial<SendingRules> & { days?: number; from?: typeof FROM } = {},
): string[] {
  return simulateRuns(cases, { ...ALWAYS, ...rules }, from, days).map(
    ({ clientId, stage, leavesOn, cases: covered }) =>
      `${leavesOn} ${clientId} ${stage.key}: ${covered.map((one) => one.case.caseId).join(' ')}`,
  );
}

const overdue = { dueOn: localDate('2026-01-10') };
const entering = (entry: Entry): Partial<CaseFacts> => ({ ...overdue, entry });

describe('simulated daily runs', () => {
  it('catch an old debt up stage by stage, with the gap between two letters', () => {
    expect(linesOf([caseOf('a', 'anna', overdue)])).toEqual([
      '2026-03-10 anna overdue-notice: a',
      '2026-03-15 anna demand: a',
      '2026-03-20 anna hand-over-notice: a',
      '2026-03-29 anna hand-over: a',
    ]);
  });

  it("put a client's debts into one letter, and let none come between two within the gap", () => {
    const young = { dueOn: localDate('2026-03-06') };
    expect(
      linesOf([caseOf('a', 'anna', overdue), caseOf('b', 'anna', young)], { days: 12 }),
    ).toEqual([
      '2026-03-10 anna overdue-notice: a',
      '2026-03-15 anna demand: a b',
      '2026-03-20 anna hand-over-notice: a b',
    ]);
  });

  it('write on the days of the account only, and no more than it sends on one', () => {
    const workdays = {
      isSendingDay: (_audience: unknown, _client: unknown, on: typeof FROM) => weekday(on) < 6,
    };
    const four = ['a', 'b', 'c', 'd'].map((id) => caseOf(id, `client-${id}`, overdue));
    const saturday = localDate('2026-03-14');
    expect(linesOf(four, { ...workdays, dailyCap: 3, from: saturday, days: 4 })).toEqual([
      '2026-03-16 client-a overdue-notice: a',
      '2026-03-16 client-b overdue-notice: b',
      '2026-03-16 client-c overdue-notice: c',
      '2026-03-17 client-d overdue-notice: d',
    ]);
  });

  it('leave what a late run plans to the next day', () => {
    const [first] = linesOf([caseOf('a', 'anna', overdue)], { runComes: 'after-sending-hours' });
    expect(first).toBe('2026-03-11 anna overdue-notice: a');
  });

  it('stop at the cap, and say nothing of debts that are held or wait for an answer', () => {
    const cases = [
      caseOf('a', 'anna', entering({ kind: 'upTo', position: 3 })),
      caseOf('b', 'bea', entering({ kind: 'held' })),
      caseOf('c', 'cyryl', entering({ kind: 'waits', reason: 'old-debts-undecided' })),
    ];
    expect(linesOf(cases)).toEqual([
      '2026-03-10 anna overdue-notice: a',
      '2026-03-15 anna demand: a',
    ]);
  });

  it('send one statement with all old debts of a client, then nothing', () => {
    const statement = entering({ kind: 'statement' });
    expect(linesOf([caseOf('a', 'anna', statement), caseOf('b', 'anna', statement)])).toEqual([
      '2026-03-10 anna statement: a b',
    ]);
  });

  it('keep a statement apart from the letter about a new invoice, a gap before it', () => {
    const young = { dueOn: localDate('2026-03-03') };
    expect(
      linesOf([caseOf('a', 'anna', entering({ kind: 'statement' })), caseOf('b', 'anna', young)], {
        days: 7,
      }),
    ).toEqual(['2026-03-10 anna statement: a', '2026-03-15 anna overdue-notice: b']);
  });

  it('foresee for a case alone what its own page foresees', () => {
    const anyEntry = fc.constantFrom<Entry | null>(
      null,
      { kind: 'held' },
      { kind: 'statement' },
      { kind: 'upTo', position: 2 },
      { kind: 'upTo', position: 4 },
      { kind: 'waits', reason: 'old-debts-undecided' },
    );
    fc.assert(
      fc.property(anyEntry, fc.integer({ min: -90, max: 20 }), (entry, offset) => {
        const facts = factsOf({ dueOn: addDays(FROM, offset), entry });
        const alone = forecast(facts, DEFAULT_POLICY, FROM, 60).flatMap((step) =>
          step.kind === 'moveTo' ? [`${step.on} anna ${step.stage.key}: a`] : [],
        );
        expect(linesOf([{ ...caseOf('a', 'anna'), facts }])).toEqual(alone);
      }),
    );
  });
});
