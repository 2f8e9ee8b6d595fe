import { expect, it } from '@jest/globals';
import { addDays, localDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import fc from 'fast-check';
import { answerOf } from './answer.js';
import type { CaseFacts, HoldCode, StageOutcome } from './case-facts.js';
import { decide } from './decide.js';
import { DEFAULT_POLICY, DEFAULT_STAGES } from './default-policy.js';
import { factsOf, record, stopped } from './facts-for-tests.js';
import type { DunningPolicy } from './policy.js';
import { type DayOff, dayOff, type SendingDays } from './sending-days.js';
import { sendingCalendar } from './sending-calendar.js';

const BUSINESS_DAYS: SendingDays = { weekdays: [1, 2, 3, 4, 5], holidayCountries: ['PL', 'HU'] };

const answer = (
  facts: CaseFacts,
  on: string,
  policy: DunningPolicy = DEFAULT_POLICY,
  days = BUSINESS_DAYS,
) => {
  const asOf = localDate(on);
  const calendar = sendingCalendar((_audience, day) => dayOff(days, day) === null, false);
  return answerOf(decide(facts, policy, asOf, calendar), facts, policy, asOf, () =>
    dayOff(days, asOf),
  );
};

it.each([
  [
    'the stage that waits for its day',
    factsOf(),
    '2026-03-08',
    {
      code: 'not-due-yet',
      stageKey: 'reminder-before-due',
      until: '2026-03-09',
      dueFrom: '2026-03-09',
    },
  ],
  [
    'the notice that is written',
    factsOf(),
    '2026-03-09',
    { code: 'planned', stageKey: 'reminder-before-due' },
  ],
  [
    'the day of the week without sending',
    factsOf(),
    '2026-03-21',
    {
      code: 'weekday-off',
      stageKey: 'overdue-notice',
      until: '2026-03-23',
      dueFrom: '2026-03-17',
      dayOff: { on: '2026-03-21', country: null },
    },
  ],
  [
    'the holiday, with its country',
    factsOf({ dueOn: localDate('2026-08-13') }),
    '2026-08-20',
    { code: 'holiday', dayOff: { on: '2026-08-20', country: 'HU' }, until: '2026-08-21' },
  ],
  [
    'the gap since the last letter',
    factsOf({ clientContactedOn: localDate('2026-03-16') }),
    '2026-03-17',
    { code: 'minimum-gap', dueFrom: '2026-03-17' },
  ],
  [
    'the letter before it that has not left',
    factsOf({ isClientAwaitingNotice: true }),
    '2026-03-17',
    { code: 'one-notice-a-day', until: null },
  ],
  [
    'the promise and its day, and since when a stage is due behind it',
    factsOf({ hold: stopped('2026-03-25', 'promise') }),
    '2026-03-18',
    { code: 'promised', until: '2026-03-25', stageKey: 'overdue-notice', dueFrom: '2026-03-17' },
  ],
  [
    'the letter a person must look at',
    factsOf({ stages: [record('demand', '2026-03-24', 'refused')] }),
    '2026-03-26',
    { code: 'notice-refused', stageKey: 'demand', dueFrom: '2026-03-24' },
  ],
  [
    'that nobody can be written to',
    factsOf({ hasReachableContact: false }),
    '2026-03-17',
    { code: 'no-contact', stageKey: 'overdue-notice' },
  ],
  [
    'that there is nothing to do any more',
    factsOf({ balance: money(0n, 'PLN') }),
    '2026-03-17',
    { code: 'paid', stageKey: null, dueFrom: null },
  ],
] as const)('names %s', (_what, facts, on, told) => {
  expect(answer(facts, on)).toMatchObject(told);
});

it('names what the stage asks for, in the currency of the debt', () => {
  const minimumAmounts = [money(5_000n, 'EUR'), money(20_000n, 'PLN')];
  const policy = {
    ...DEFAULT_POLICY,
    stages: DEFAULT_STAGES.map((stage) => ({ ...stage, minimumAmounts })),
  };
  expect(answer(factsOf(), '2026-03-17', policy)).toMatchObject({
    code: 'below-minimum',
    least: money(20_000n, 'PLN'),
  });
});

it('gives up a reminder that would leave on the due date', () => {
  const asOf = localDate('2026-03-09');
  const tomorrow = sendingCalendar(() => true, true);
  const facts = factsOf();
  const decision = decide(facts, DEFAULT_POLICY, asOf, tomorrow);
  expect(answerOf(decision, facts, DEFAULT_POLICY, asOf, () => null).code).toBe('leaves-too-late');
});

const anyFacts: fc.Arbitrary<CaseFacts> = fc
  .record({
    hold: fc.option(
      fc.tuple(
        fc.constantFrom<HoldCode>('stop', 'reply', 'promise', 'dispute', 'credit-expected'),
        fc.option(fc.integer({ min: -30, max: 90 })),
      ),
    ),
    outcomes: fc.array(
      fc.tuple(
        fc.constantFrom(...DEFAULT_STAGES.map(({ key }) => key)),
        fc.constantFrom<StageOutcome>('pending', 'counted', 'refused', 'unknown', 'lapsed'),
        fc.nat(60),
      ),
      { maxLength: 4 },
    ),
    balance: fc.bigInt({ min: -100n, max: 20_000n }),
    contacted: fc.option(fc.nat(60)),
    isClientAwaitingNotice: fc.boolean(),
    hasReachableContact: fc.boolean(),
    isCancelled: fc.boolean(),
  })
  .map(({ hold, outcomes, balance, contacted, ...rest }) => {
    const day = (offset: number) => addDays(localDate('2026-03-10'), offset);
    return factsOf({
      ...rest,
      balance: money(balance, 'PLN'),
      clientContactedOn: contacted === null ? null : day(contacted),
      hold: hold === null ? null : stopped(hold[1] === null ? null : day(hold[1]), hold[0]),
      stages: outcomes.map(([key, outcome, on]) => record(key, day(on), outcome)),
    });
  });

it('answers every decision, and says the same as it', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: -5, max: 90 }), (facts, offset) => {
      const asOf = addDays(localDate('2026-03-10'), offset);
      const off: DayOff | null = dayOff(BUSINESS_DAYS, asOf);
      const calendar = sendingCalendar((_a, on) => dayOff(BUSINESS_DAYS, on) === null, false);
      const decision = decide(facts, DEFAULT_POLICY, asOf, calendar);
      const told = answerOf(decision, facts, DEFAULT_POLICY, asOf, () => off);
      switch (decision.kind) {
        case 'moveTo':
          expect(told).toMatchObject({ code: 'planned', stageKey: decision.stage.key });
          expect(told.dueFrom! <= asOf).toBe(true);
          break;
        case 'close':
          expect(told.code).toBe(decision.reason);
          break;
        case 'pause':
          expect(told).toMatchObject({ code: decision.reason, until: decision.until });
          break;
        case 'stay':
          if (decision.reason === 'not-a-sending-day') {
            expect(['holiday', 'weekday-off', 'leaves-too-late']).toContain(told.code);
          } else expect(told.code).toBe(decision.reason);
          // nothing that is not due yet is said to be held
          if (told.code === 'not-due-yet') expect(told.dueFrom! > asOf).toBe(true);
      }
    }),
    { numRuns: 2_000 },
  );
});
