import { describe, expect, it } from '@jest/globals';
import { addDays, daysBetween, localDate, type LocalDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import fc from 'fast-check';
import { answerOf } from './answer.js';
import type { AwaitedInstalment, CaseFacts } from './case-facts.js';
import { withCredit } from './client-credit.js';
import { decide } from './decide.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { factsOf, record, stopped } from './facts-for-tests.js';
import { forecast } from './forecast.js';
import { openOn } from './on-instalment.js';
import type { DunningPolicy } from './policy.js';
import { promiseBreaksOn } from './promise.js';
import { ridesAlong } from './rides-along.js';
import { EVERY_DAY, sendingCalendar } from './sending-calendar.js';
import { simulateRuns } from './simulate-runs.js';
import { withRecord } from './with-record.js';

/** The second of four, of 30,00 zł, due on Wednesday 1 April 2026; the invoice has had two letters. */
function planOf(change: Partial<AwaitedInstalment> = {}): AwaitedInstalment {
  const on = change.on ?? localDate('2026-04-01');
  return {
    on,
    legalOn: on,
    missing: money(3_000n, 'PLN'),
    breaksOn: promiseBreaksOn('PL', on),
    stages: [],
    place: 2,
    count: 4,
    ...change,
  };
}
const HAD = [record('overdue-notice', '2026-03-17'), record('demand', '2026-03-24')];
const withPlan = (plan: Partial<AwaitedInstalment> = {}, change: Partial<CaseFacts> = {}) =>
  factsOf({ stages: HAD, instalment: planOf(plan), ...change });
const on = (day: string, facts: CaseFacts = withPlan(), policy: DunningPolicy = DEFAULT_POLICY) =>
  decide(facts, policy, localDate(day));

describe('while instalments are paid', () => {
  it('reminds of the awaited one with the first stage, and names it', () => {
    expect(on('2026-03-31')).toEqual({
      kind: 'moveTo',
      stage: DEFAULT_POLICY.stages[0],
      lapsed: ['reminder-before-due'],
      isLast: false,
      instalmentOn: '2026-04-01',
    });
  });

  it('waits for its first day, and for the day the plan is broken once nothing more comes', () => {
    const waits = { kind: 'pause', reason: 'promised', instalmentOn: '2026-04-01' };
    expect(on('2026-03-27')).toMatchObject({
      ...waits,
      until: '2026-03-31',
      nextStageKey: 'reminder-before-due',
    });
    const reminded = withPlan({ stages: [record('reminder-before-due', '2026-03-31')] });
    expect(on('2026-04-01', reminded)).toMatchObject({ ...waits, until: '2026-04-03' });
    expect(on('2026-04-01', reminded)).not.toHaveProperty('nextStageKey');
  });

  it('goes on with firmer letters as long as the grace lasts, and hands nothing over', () => {
    const grace = { breaksOn: promiseBreaksOn('PL', localDate('2026-04-01'), 25) };
    const stages = [record('reminder-before-due', '2026-03-31')];
    expect(on('2026-04-08', withPlan({ ...grace, stages }))).toMatchObject({
      stage: { key: 'overdue-notice' },
      instalmentOn: '2026-04-01',
    });
    const done = ['overdue-notice', 'demand', 'hand-over-notice'].map((key, index) =>
      record(key, `2026-04-${10 + index}`),
    );
    const facts = withPlan({ ...grace, stages: [...stages, ...done] });
    expect(on('2026-04-26', facts)).toMatchObject({ reason: 'promised', until: '2026-04-27' });
  });

  it('lets the old stage come back when the plan is broken', () => {
    const hold = stopped('2026-04-03', 'promise');
    expect(on('2026-04-03', withPlan({}, { hold }))).toMatchObject({
      kind: 'moveTo',
      stage: { key: 'hand-over-notice' },
    });
    expect(on('2026-04-03')).not.toHaveProperty('instalmentOn');
  });

  it('is stopped by everything else that stops the case', () => {
    const held = (code: 'stop' | 'reply' | 'dispute') =>
      withPlan({}, { hold: stopped(null, code) });
    expect(on('2026-03-31', held('stop'))).toMatchObject({ reason: 'held' });
    expect(on('2026-03-31', held('reply'))).toMatchObject({ reason: 'reply-unanswered' });
    expect(on('2026-03-31', held('dispute'))).toMatchObject({ reason: 'disputed' });
    const refused = [record('demand', '2026-03-24', 'refused')];
    expect(on('2026-03-31', withPlan({}, { stages: refused }))).toMatchObject({
      reason: 'notice-refused',
    });
    const off = { ...DEFAULT_POLICY, releaseMode: 'off' as const };
    expect(on('2026-03-31', withPlan(), off)).toMatchObject({ reason: 'policy-off' });
    expect(on('2026-03-31', withPlan({}, { isCancelled: true }))).toMatchObject({ kind: 'close' });
    expect(on('2026-03-31', withPlan({}, { entry: { kind: 'statement' } }))).toMatchObject({
      reason: 'promised',
      until: '2026-04-03',
    });
  });

  it('waits while a letter about the whole debt has not left', () => {
    const stages = [record('demand', '2026-03-30', 'pending')];
    expect(on('2026-03-31', withPlan({}, { stages }))).toMatchObject({
      reason: 'promised',
      until: '2026-04-01',
    });
  });

  it('sends nothing that would leave only when the plan is broken', () => {
    const never = sendingCalendar((_audience, day) => day >= localDate('2026-04-03'), true);
    const stages = [{ ...DEFAULT_POLICY.stages[1]!, offsetDays: 0 }];
    const decision = decide(
      withPlan(),
      { ...DEFAULT_POLICY, stages },
      localDate('2026-04-02'),
      never,
    );
    expect(decision).toMatchObject({ kind: 'pause', reason: 'promised', until: '2026-04-03' });
  });

  it('says why, about the instalment', () => {
    const say = (day: string, facts: CaseFacts) =>
      answerOf(on(day, facts), facts, DEFAULT_POLICY, localDate(day), () => null);
    expect(say('2026-03-27', withPlan())).toEqual({
      code: 'promised',
      stageKey: 'reminder-before-due',
      dueFrom: '2026-03-31',
      until: '2026-03-31',
      dayOff: null,
      least: null,
      instalment: { on: '2026-04-01', place: 2, count: 4 },
    });
    expect(say('2026-04-01', withPlan())).toMatchObject({ stageKey: null, until: '2026-04-03' });
    const held = withPlan({}, { hold: stopped(null) });
    expect(say('2026-03-31', held)).toMatchObject({ code: 'held', instalment: null });
  });
});

describe('what an instalment shares with its client', () => {
  it('sets credit against what is missing of it, while a stage is coming for it', () => {
    const credit = [money(10_000n, 'PLN')];
    const credited = (day: string) =>
      withCredit([{ policy: DEFAULT_POLICY, facts: withPlan() }], credit, localDate(day))[0]!.facts;
    expect(credited('2026-03-27').credited).toEqual(money(3_000n, 'PLN'));
    // nothing more comes before the plan is broken
    expect(credited('2026-04-01').credited).toEqual(money(0n, 'PLN'));
    expect(credited('2026-03-31').credited).toEqual(money(3_000n, 'PLN'));
    expect(on('2026-03-31', credited('2026-03-31'))).toMatchObject({ reason: 'covered-by-credit' });
  });

  it('asks for no more than is open', () => {
    const facts = withPlan({}, { balance: money(1_200n, 'PLN') });
    expect(openOn(facts, localDate('2026-03-31'))).toEqual(money(1_200n, 'PLN'));
    expect(openOn(withPlan(), localDate('2026-03-31'))).toEqual(money(3_000n, 'PLN'));
    expect(openOn(withPlan(), localDate('2026-04-03'))).toEqual(money(12_500n, 'PLN'));
  });

  it('goes along in a letter that its client gets anyway', () => {
    const facts = withPlan({}, { clientContactedOn: null });
    expect(ridesAlong(facts, DEFAULT_POLICY, localDate('2026-03-26'), EVERY_DAY)).toBeNull();
    const later = withPlan({ on: localDate('2026-04-03') }, { stages: [] });
    expect(ridesAlong(later, DEFAULT_POLICY, localDate('2026-03-30'), EVERY_DAY)).toEqual({
      stage: DEFAULT_POLICY.stages[0],
      instalmentOn: '2026-04-03',
    });
  });

  it('is foreseen: its reminder, the break, and the old stages after it', () => {
    const facts = withPlan({}, { hold: null });
    const steps = forecast(facts, DEFAULT_POLICY, localDate('2026-03-27'), 60);
    expect(
      steps.flatMap((step) =>
        step.kind === 'moveTo' ? [`${step.on} ${step.stage.key} ${step.instalmentOn ?? '-'}`] : [],
      ),
    ).toEqual([
      '2026-03-31 reminder-before-due 2026-04-01',
      // five days after the reminder: the client hears of the whole debt with its gap
      '2026-04-05 hand-over-notice -',
      '2026-04-14 hand-over -',
    ]);
  });

  it('is rehearsed the same way', () => {
    const rules = {
      dailyCap: 10,
      runComes: 'before-sending-hours' as const,
      isSendingDay: () => true,
    };
    const book = {
      caseId: 'one',
      clientId: 'a',
      hasOwnNotice: false,
      policy: DEFAULT_POLICY,
      facts: withPlan(),
      clientCredits: [],
    };
    expect(
      simulateRuns([book], rules, localDate('2026-03-27'), 60).map(
        (notice) => `${notice.leavesOn} ${notice.stage.key}`,
      ),
    ).toEqual([
      '2026-03-31 reminder-before-due',
      '2026-04-05 hand-over-notice',
      '2026-04-14 hand-over',
    ]);
  });
});

describe('a whole plan, day by day', () => {
  const FIRST = localDate('2026-03-02');
  interface Told {
    readonly key: string;
    readonly position: number;
    readonly day: LocalDate;
    readonly instalmentOn: LocalDate | undefined;
  }
  const anyPlan = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 4 }),
    graceDays: fc.nat(30),
    // days from its own at which each instalment is paid; null: never
    paid: fc.array(fc.option(fc.integer({ min: -5, max: 2 }), { freq: 6 }), {
      minLength: 4,
      maxLength: 4,
    }),
    gap: fc.nat(9),
  });

  it('says nothing of what is paid or over, nothing twice, and nothing softer than before', () => {
    fc.assert(
      fc.property(anyPlan, ({ days, graceDays, paid, gap }) => {
        const policy = { ...DEFAULT_POLICY, minGapDays: gap };
        const plan = days
          .sort((one, other) => one - other)
          .map((offset, index) => {
            const due = addDays(FIRST, offset);
            const late = paid[index] ?? null;
            return {
              on: due,
              breaksOn: promiseBreaksOn('PL', due, graceDays),
              paidOn: late === null ? null : addDays(due, late),
            };
          });
        const told: Told[] = [];
        let facts = factsOf({
          dueOn: addDays(FIRST, -3),
          stages: [record('reminder-before-due', '2026-02-26')],
        });
        let index = 0;
        for (let day = FIRST; daysBetween(FIRST, day) < 140; day = addDays(day, 1)) {
          while (plan[index]?.paidOn && plan[index]!.paidOn! <= day) index += 1;
          const awaited = plan[index];
          const known = facts.instalment;
          const instalment =
            awaited === undefined || day >= awaited.breaksOn
              ? null
              : known?.on === awaited.on
                ? known
                : planOf({ ...awaited });
          facts = { ...facts, instalment };
          const decision = decide(facts, policy, day);
          if (awaited === undefined || decision.kind !== 'moveTo') continue;
          told.push({
            key: decision.stage.key,
            position: decision.stage.position,
            day,
            instalmentOn: decision.instalmentOn,
          });
          if (decision.instalmentOn !== undefined) {
            expect(decision.instalmentOn).toBe(awaited.on);
            expect(decision.stage.audience).toBe('client');
            expect(day < awaited.breaksOn).toBe(true);
          } else expect(day >= awaited.breaksOn).toBe(true);
          facts = withRecord(facts, record(decision.stage.key, day), decision.instalmentOn);
          facts = { ...facts, clientContactedOn: day };
          if (decision.instalmentOn === undefined && decision.isLast) break;
        }
        for (const [, mine] of Map.groupBy(told, (one) => one.instalmentOn)) {
          mine.slice(1).forEach(({ position }, place) => {
            expect(position).toBeGreaterThan(mine[place]!.position);
          });
        }
        const letters = told.filter(({ key }) => key !== 'hand-over');
        letters.slice(1).forEach(({ day }, place) => {
          expect(daysBetween(letters[place]!.day, day)).toBeGreaterThanOrEqual(Math.max(1, gap));
        });
      }),
    );
  });
});
