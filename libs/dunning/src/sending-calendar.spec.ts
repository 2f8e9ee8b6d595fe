import { expect, it } from '@jest/globals';
import { addDays, daysBetween, localDate, weekday, type LocalDate } from '@invoicetracker/calendar';
import fc from 'fast-check';
import { decide } from './decide.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { factsOf } from './facts-for-tests.js';
import { sendingCalendar } from './sending-calendar.js';
import { type SendingRules, type SimulatedCase, simulateRuns } from './simulate-runs.js';

const FROM = localDate('2026-03-02');
const DAYS = 150;

const onWeekdays = sendingCalendar((_audience, on) => weekday(on) <= 5, false);

it('decides on Monday what falls due on Saturday and on Sunday', () => {
  const facts = factsOf({ dueOn: localDate('2026-03-07') });
  expect(decide(facts, DEFAULT_POLICY, localDate('2026-03-14'), onWeekdays)).toMatchObject({
    kind: 'stay',
    reason: 'not-a-sending-day',
    nextOn: '2026-03-16',
    nextStageKey: 'overdue-notice',
  });
  expect(decide(facts, DEFAULT_POLICY, localDate('2026-03-16'), onWeekdays).kind).toBe('moveTo');
});

it('lets a reminder lapse that could only leave when the due date is there', () => {
  const facts = factsOf({ dueOn: localDate('2026-03-09') });
  expect(decide(facts, DEFAULT_POLICY, localDate('2026-03-08'), onWeekdays)).toMatchObject({
    kind: 'stay',
    reason: 'not-a-sending-day',
    nextOn: '2026-03-09',
  });
  expect(decide(facts, DEFAULT_POLICY, localDate('2026-03-09'), onWeekdays)).toMatchObject({
    lapsed: ['reminder-before-due'],
  });
});

it('decides on Sunday evening what leaves on Monday, where the run comes after the hours', () => {
  const calendar = sendingCalendar((_audience, on) => weekday(on) <= 5, true);
  expect(calendar('client', localDate('2026-03-13'))).toEqual({
    decideOn: '2026-03-15',
    leavesOn: '2026-03-16',
  });
});

it('plans nothing for a client while another notice to it has not left', () => {
  const facts = factsOf({ isClientAwaitingNotice: true });
  expect(decide(facts, DEFAULT_POLICY, localDate('2026-03-17'))).toMatchObject({
    kind: 'stay',
    reason: 'one-notice-a-day',
    nextOn: '2026-03-18',
  });
});

const anyBook = fc.record({
  closed: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
  holidays: fc.uniqueArray(fc.nat(DAYS), { maxLength: 20 }),
  runComes: fc.constantFrom<SendingRules['runComes']>(
    'before-sending-hours',
    'within-sending-hours',
    'after-sending-hours',
  ),
  minGapDays: fc.nat(9),
  dueAt: fc.array(fc.record({ days: fc.integer({ min: -60, max: 60 }), client: fc.nat(2) }), {
    minLength: 1,
    maxLength: 8,
  }),
});

it('never writes on a closed day, never twice to a client on one day, and burns no stage', () => {
  fc.assert(
    fc.property(anyBook, ({ closed, holidays, runComes, minGapDays, dueAt }) => {
      const free = new Set(holidays.map((days): string => addDays(FROM, days)));
      const isSendingDay = (_audience: unknown, _client: unknown, on: LocalDate): boolean =>
        !closed.includes(weekday(on)) && !free.has(on);
      const policy = { ...DEFAULT_POLICY, minGapDays };
      const cases = dueAt.map(({ days, client }, index): SimulatedCase => ({
        caseId: `case-${index}`,
        clientId: `client-${client}`,
        policy,
        facts: factsOf({ dueOn: addDays(FROM, days) }),
        hasOwnNotice: false,
        clientCredits: [],
      }));
      const rules: SendingRules = { dailyCap: 1000, runComes, isSendingDay };
      const sent = simulateRuns(cases, rules, FROM, DAYS).flatMap((notice) =>
        notice.leavesOn === null ? [] : [{ ...notice, leavesOn: notice.leavesOn }],
      );
      for (const { leavesOn } of sent) expect(isSendingDay(null, null, leavesOn)).toBe(true);
      for (const ofClient of Map.groupBy(
        sent.filter(({ audience }) => audience === 'client'),
        ({ clientId }) => clientId,
      ).values()) {
        ofClient.forEach(({ leavesOn }, index) => {
          const before = ofClient[index - 1];
          if (before) {
            expect(daysBetween(before.leavesOn, leavesOn)).toBeGreaterThanOrEqual(
              Math.max(1, minGapDays),
            );
          }
        });
      }
      for (const one of cases) {
        const stages = sent.flatMap(({ cases: covered }) =>
          covered.filter(({ case: of }) => of === one).map(({ stage }) => stage),
        );
        const keys = stages.map(({ key }) => key).filter((key) => key !== 'reminder-before-due');
        const inOrder = ['overdue-notice', 'demand', 'hand-over-notice', 'hand-over'];
        expect(keys).toEqual(inOrder.slice(0, keys.length));
      }
    }),
  );
});
