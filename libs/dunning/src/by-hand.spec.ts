import { expect, it } from '@jest/globals';
import { addDays, daysBetween, type LocalDate, localDate } from '@invoicetracker/calendar';
import fc from 'fast-check';
import type { CaseFacts } from './case-facts.js';
import { decide } from './decide.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { factsOf, record } from './facts-for-tests.js';
import { groupIntoNotices } from './group-into-notices.js';
import { type Channel, type DunningPolicy, PLAIN_STAGE } from './policy.js';
import { simulateRuns } from './simulate-runs.js';
import { stageProgress } from './stage-progress.js';

/** Mail at +7, then as said at +14, and a mail at +21; five days between two contacts. */
const planWith = (channel: Channel): DunningPolicy => ({
  ...DEFAULT_POLICY,
  stages: [
    { ...PLAIN_STAGE, key: 'overdue-notice', position: 1, offsetDays: 7, audience: 'client' },
    { ...PLAIN_STAGE, key: 'demand', position: 2, offsetDays: 14, audience: 'client', channel },
    { ...PLAIN_STAGE, key: 'demand-2', position: 3, offsetDays: 21, audience: 'client' },
  ],
});
const NOTICED = record('overdue-notice', '2026-03-17');
const on = (channel: Channel, day: string, change: Partial<CaseFacts> = {}) =>
  decide(factsOf({ stages: [NOTICED], ...change }), planWith(channel), localDate(day));

it('asks a letter for a street and a town, a mail for its address, and a task for neither', () => {
  const nowhere = { hasPostalAddress: false, hasReachableContact: false };
  const reasons = (['email', 'letter', 'task'] as const).map((channel) => {
    const decision = on(channel, '2026-03-24', nowhere);
    return decision.kind === 'pause' ? decision.reason : decision.kind;
  });
  expect(reasons).toEqual(['no-contact', 'no-address', 'moveTo']);
  expect(on('letter', '2026-03-24', { hasReachableContact: false }).kind).toBe('moveTo');
});

it('says whom it waits for: the mail server, whoever posts the letter, whoever does the task', () => {
  const reasons = (['email', 'letter', 'task'] as const).map((channel) => {
    const pending = { ...record('demand', '2026-03-24', 'pending'), channel };
    const decision = on(channel, '2026-04-10', { stages: [NOTICED, pending] });
    return decision.kind === 'stay' ? decision.reason : decision.kind;
  });
  expect(reasons).toEqual(['waiting-for-outcome', 'letter-not-posted', 'task-not-done']);
});

it('gives out a task although a letter to the client has not left yet', () => {
  const waiting = { isClientAwaitingNotice: true };
  expect(on('task', '2026-03-24', waiting).kind).toBe('moveTo');
  expect(on('letter', '2026-03-24', waiting)).toMatchObject({ reason: 'one-notice-a-day' });
});

it('leaves a client time between a message and a call about it, and none after the call', () => {
  const late = { stages: [record('overdue-notice', '2026-03-22')] };
  expect(on('task', '2026-03-24', late)).toMatchObject({ nextOn: '2026-03-27' });
  const called = { stages: [NOTICED, record('demand', '2026-03-30')] };
  expect(on('task', '2026-03-31', called).kind).toBe('moveTo');
  expect(on('letter', '2026-03-31', called)).toMatchObject({ nextOn: '2026-04-04' });
});

it('makes one task of all that is to be asked a client, beside the message to it', () => {
  const { stages } = planWith('task');
  const move = (caseId: string, index: number) => ({
    caseId,
    clientId: 'acme',
    hasOwnNotice: false,
    stage: stages[index]!,
  });
  const groups = groupIntoNotices([move('a', 1), move('b', 0), move('c', 1), move('d', 2)]);
  expect(
    groups.map(({ channel, moves }) => `${channel}: ${moves.map((one) => one.caseId).join(' ')}`),
  ).toEqual(['task: a c', 'email: b d']);
});

it('knows a stage of its own by the one it is modelled on when a case comes from another plan', () => {
  const plan = planWith('email');
  const facts = factsOf({ stages: [record('hand-over-notice-3', '2026-03-20')] });
  expect(stageProgress(facts, plan, localDate('2026-03-25')).ahead).toEqual([]);
});

it('lets no task take the place of a mail, nor a day between two contacts, whatever the days', () => {
  const from = localDate('2026-03-01');
  fc.assert(
    fc.property(
      fc.array(fc.record({ due: fc.nat(40), client: fc.constantFrom('a', 'b') }), { maxLength: 8 }),
      fc.array(fc.constantFrom<Channel>('email', 'letter', 'task'), {
        minLength: 3,
        maxLength: 3,
      }),
      fc.integer({ min: 0, max: 9 }),
      (drawn, channels, minGapDays) => {
        const plan: DunningPolicy = {
          ...planWith('email'),
          minGapDays,
          stages: planWith('email').stages.map((stage, i) => ({ ...stage, channel: channels[i]! })),
        };
        const cases = drawn.map(({ due, client }, index) => ({
          caseId: `case-${index}`,
          clientId: client,
          hasOwnNotice: false,
          clientCredits: [],
          policy: plan,
          facts: factsOf({ dueOn: addDays(from, due - 20) }),
        }));
        const rules = {
          dailyCap: 100,
          runComes: 'before-sending-hours' as const,
          isSendingDay: () => true,
        };
        const notices = simulateRuns(cases, rules, from, 120);
        for (const clientId of ['a', 'b']) {
          const contacts = notices
            .filter((notice) => notice.clientId === clientId && notice.stage.channel !== 'task')
            .map((notice) => notice.leavesOn as LocalDate)
            .sort();
          contacts.slice(1).forEach((day, index) => {
            const gap = daysBetween(contacts[index]!, day);
            expect(gap).toBeGreaterThanOrEqual(Math.max(1, minGapDays));
          });
        }
        // every stage of every case comes once, by whatever way
        const covered = notices.flatMap((notice) =>
          notice.cases.map(({ case: one, stage }) => `${one.caseId} ${stage.key}`),
        );
        expect(covered).toHaveLength(cases.length * 3);
        expect(new Set(covered).size).toBe(covered.length);
      },
    ),
  );
});
