import { expect, it } from '@jest/globals';
import { FIRST_DAY, LAST_DAY, localDate } from '@invoicetracker/calendar';
import { caseOpensOn } from './case-opens.js';
import { DEFAULT_POLICY, DEFAULT_STAGES } from './default-policy.js';
import { stageDueOn } from './stage-due-on.js';

const dueOn = localDate('2026-12-24');
const dueDaysOf = (legalDueOn: string): string[] =>
  DEFAULT_STAGES.map((stage) => stageDueOn({ dueOn, legalDueOn: localDate(legalDueOn) }, stage));

it('counts from the agreed due date', () => {
  expect(dueDaysOf('2026-12-28')).toEqual([
    '2026-12-23',
    '2026-12-31',
    '2027-01-07',
    '2027-01-14',
    '2027-01-23',
  ]);
});

it('waits for the lawful due date to pass, and reminds before the agreed one all the same', () => {
  expect(dueDaysOf('2027-01-10')).toEqual([
    '2026-12-23',
    '2027-01-11',
    '2027-01-11',
    '2027-01-14',
    '2027-01-23',
  ]);
});

it('takes a lawful due date before the agreed one for no shift at all', () => {
  expect(dueDaysOf('2026-12-01')).toEqual(dueDaysOf('2026-12-24'));
});

it('stays inside the calendar with any due date a provider may send', () => {
  expect(caseOpensOn(FIRST_DAY, DEFAULT_POLICY)).toBe(FIRST_DAY);
  const farAway = { dueOn: LAST_DAY, legalDueOn: LAST_DAY };
  expect(DEFAULT_STAGES.map((stage) => stageDueOn(farAway, stage))).toEqual([
    '9999-12-30',
    ...Array.from({ length: 4 }, () => LAST_DAY),
  ]);
});
