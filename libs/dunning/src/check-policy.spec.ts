import { expect, it } from '@jest/globals';
import { money } from '@invoicetracker/money';
import { checkPolicy } from './check-policy.js';
import { DEFAULT_POLICY, DEFAULT_STAGES } from './default-policy.js';
import type { DunningPolicy, Stage } from './policy.js';

const problemsOf = (change: Partial<DunningPolicy>): string[] =>
  checkPolicy({ ...DEFAULT_POLICY, ...change }).map(({ code, stageKey }) =>
    stageKey === null ? code : `${stageKey}: ${code}`,
  );
const withStage = (key: string, change: Partial<Stage>): Stage[] =>
  DEFAULT_STAGES.map((stage) => (stage.key === key ? { ...stage, ...change } : stage));

it('accepts the plan every account starts with', () => {
  expect(checkPolicy(DEFAULT_POLICY)).toEqual([]);
  expect(DEFAULT_STAGES.map((stage) => [stage.key, stage.offsetDays, stage.audience])).toEqual([
    ['reminder-before-due', -1, 'client'],
    ['overdue-notice', 7, 'client'],
    ['demand', 14, 'client'],
    ['hand-over-notice', 21, 'client'],
    ['hand-over', 30, 'staff'],
  ]);
  expect(DEFAULT_POLICY.caseOpensOffsetDays).toBe(-2);
});

it.each([
  [
    'a key used twice',
    withStage('demand', { key: 'overdue-notice' }),
    'overdue-notice: duplicate-key',
  ],
  [
    'positions that stand still',
    withStage('demand', { position: 2 }),
    'demand: position-not-rising',
  ],
  [
    'positions that are no numbers',
    withStage('hand-over', { position: NaN }),
    'hand-over: position-not-rising',
  ],
  ['offsets that stand still', withStage('demand', { offsetDays: 7 }), 'demand: offset-not-rising'],
  [
    'an offset over a year',
    withStage('hand-over', { offsetDays: 366 }),
    'hand-over: offset-out-of-range',
  ],
  ['half a day', withStage('demand', { offsetDays: 14.5 }), 'demand: offset-out-of-range'],
  [
    'a letter after the hand-over',
    withStage('demand', { audience: 'staff' }),
    'demand: staff-stage-not-last',
  ],
  [
    'a hand-over by post',
    withStage('hand-over', { channel: 'letter' }),
    'hand-over: staff-stage-not-by-email',
  ],
  [
    'a minimum of nothing',
    withStage('demand', { minimumAmounts: [money(0n, 'PLN')] }),
    'demand: minimum-amount-not-positive',
  ],
  [
    'two minimums in one currency',
    withStage('demand', { minimumAmounts: [money(100n, 'PLN'), money(200n, 'PLN')] }),
    'demand: minimum-amount-twice',
  ],
  [
    'a stage before the case opens',
    withStage('reminder-before-due', { offsetDays: -3 }),
    'reminder-before-due: stage-before-case-opens',
  ],
])('refuses %s', (_, stages, problem) => {
  expect(problemsOf({ stages })).toEqual([problem]);
});

it('accepts the ends of every range', () => {
  const stages = withStage('reminder-before-due', { offsetDays: -60 }).map((stage) =>
    stage.key === 'hand-over' ? { ...stage, offsetDays: 365 } : stage,
  );
  expect(problemsOf({ stages, caseOpensOffsetDays: -60, minGapDays: 0 })).toEqual([]);
  expect(problemsOf({ stages, caseOpensOffsetDays: -60, minGapDays: 60 })).toEqual([]);
});

it('lets a stage that is switched off lie before the case opens', () => {
  const stages = withStage('reminder-before-due', { offsetDays: -3, isEnabled: false });
  expect(problemsOf({ stages })).toEqual([]);
});

it('refuses a plan that does nothing', () => {
  expect(problemsOf({ stages: [] })).toEqual(['no-stage-enabled']);
  const off = DEFAULT_STAGES.map((stage) => ({ ...stage, isEnabled: false }));
  expect(problemsOf({ stages: off })).toEqual(['no-stage-enabled']);
});

it.each([-1, 61, 2.5, NaN])('refuses a minimum gap of %p days', (minGapDays) => {
  expect(problemsOf({ minGapDays })).toEqual(['minimum-gap-out-of-range']);
});

it('refuses cases that open out of range, and names every problem at once', () => {
  expect(problemsOf({ caseOpensOffsetDays: -61 })).toEqual(['case-opens-out-of-range']);
  expect(problemsOf({ stages: [], caseOpensOffsetDays: 366, minGapDays: -1 })).toEqual([
    'no-stage-enabled',
    'minimum-gap-out-of-range',
    'case-opens-out-of-range',
  ]);
});
