import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import type { CaseFacts } from './case-facts.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { factsOf, record, stopped } from './facts-for-tests.js';
import { forecast } from './forecast.js';

/** The steps as lines: "2026-03-17 moveTo overdue-notice". */
function linesOf(from: string, days: number, change: Partial<CaseFacts> = {}): string[] {
  return forecast(factsOf(change), DEFAULT_POLICY, localDate(from), days).map((step) => {
    if (step.kind === 'moveTo')
      return `${step.on} moveTo ${step.stage.key}${step.isLast ? '!' : ''}`;
    if (step.kind === 'lapse') return `${step.on} lapse ${step.stageKey}`;
    if (step.kind === 'pause') return `${step.on} pause ${step.reason} until ${step.until}`;
    return `${step.on} close ${step.reason}`;
  });
}

it('foresees a whole life', () => {
  expect(linesOf('2026-03-08', 60)).toEqual([
    '2026-03-09 moveTo reminder-before-due',
    '2026-03-17 moveTo overdue-notice',
    '2026-03-24 moveTo demand',
    '2026-03-31 moveTo hand-over-notice',
    '2026-04-09 moveTo hand-over!',
  ]);
});

it('looks no further than it was asked', () => {
  expect(linesOf('2026-03-08', 9)).toEqual(['2026-03-09 moveTo reminder-before-due']);
  expect(linesOf('2026-03-08', 10)).toHaveLength(2);
  expect(linesOf('2026-03-08', 0)).toEqual([]);
  expect(linesOf('2026-03-08', -1)).toEqual([]);
});

it('takes a notice on its way for accepted', () => {
  const stages = [
    record('reminder-before-due', '2026-03-09', 'lapsed'),
    record('overdue-notice', '2026-03-17', 'pending'),
  ];
  expect(linesOf('2026-03-20', 7, { stages })).toEqual(['2026-03-25 moveTo demand']);
});

it('shows the hold, what lapses meanwhile, and how it goes on', () => {
  const hold = stopped('2026-03-20');
  expect(linesOf('2026-03-08', 15, { hold })).toEqual([
    '2026-03-08 pause held until 2026-03-20',
    '2026-03-10 lapse reminder-before-due',
    '2026-03-10 pause held until 2026-03-20',
    '2026-03-20 moveTo overdue-notice',
  ]);
});

it('ends where a person must act, and where nothing is owed', () => {
  expect(linesOf('2026-03-08', 60, { hasReachableContact: false })).toEqual([
    '2026-03-09 pause no-contact until null',
  ]);
  expect(linesOf('2026-03-08', 60, { balance: money(0n, 'PLN') })).toEqual([
    '2026-03-08 close paid',
  ]);
});

it('stops at the last day of the calendar', () => {
  const dueOn = localDate('9999-12-31');
  const stages = [record('reminder-before-due', '9999-12-30')];
  expect(linesOf('9999-12-31', 60, { dueOn, stages })).toHaveLength(1);
});
