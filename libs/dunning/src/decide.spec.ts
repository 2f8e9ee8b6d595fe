import { expect, it } from '@jest/globals';
import { localDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import type { CaseFacts } from './case-facts.js';
import { decide } from './decide.js';
import { DEFAULT_POLICY, DEFAULT_STAGES } from './default-policy.js';
import { factsOf, record, stopped } from './facts-for-tests.js';
import type { DunningPolicy } from './policy.js';

const REMINDED = record('reminder-before-due', '2026-03-09');
const LAPSED = record('reminder-before-due', '2026-03-10', 'lapsed');

function on(day: string, facts: Partial<CaseFacts> = {}, policy: DunningPolicy = DEFAULT_POLICY) {
  return decide(factsOf(facts), policy, localDate(day));
}
const moved = (stageKey: string) => ({
  kind: 'moveTo',
  stage: expect.objectContaining({ key: stageKey }),
});

it('closes a case that is paid, overpaid or cancelled, whatever else is known', () => {
  const troubled = { stages: [record('demand', '2026-03-24', 'refused')] };
  expect(on('2026-04-01', { ...troubled, balance: money(0n, 'PLN') })).toEqual({
    kind: 'close',
    reason: 'paid',
  });
  expect(on('2026-04-01', { ...troubled, balance: money(-1n, 'PLN') })).toEqual({
    kind: 'close',
    reason: 'paid',
  });
  expect(on('2026-04-01', { ...troubled, isCancelled: true })).toEqual({
    kind: 'close',
    reason: 'cancelled',
  });
});

it('waits for the first stage and says when it comes', () => {
  expect(on('2026-03-08')).toEqual({
    kind: 'stay',
    reason: 'not-due-yet',
    nextOn: '2026-03-09',
    nextStageKey: 'reminder-before-due',
    lapsed: [],
  });
});

it('reminds the day before the due date', () => {
  expect(on('2026-03-09')).toEqual({
    kind: 'moveTo',
    stage: DEFAULT_STAGES[0],
    lapsed: [],
    isLast: false,
  });
});

it('gives the reminder up when the due date comes, and nothing else', () => {
  expect(on('2026-03-10')).toEqual({
    kind: 'stay',
    reason: 'not-due-yet',
    nextOn: '2026-03-17',
    nextStageKey: 'overdue-notice',
    lapsed: ['reminder-before-due'],
  });
});

it('records a lapse once', () => {
  expect(on('2026-03-11', { stages: [LAPSED] })).toMatchObject({ kind: 'stay', lapsed: [] });
});

it('takes a late day for due: nothing is skipped', () => {
  expect(on('2026-03-27', { stages: [LAPSED] })).toMatchObject(moved('overdue-notice'));
  expect(on('2030-01-01', { stages: [LAPSED] })).toMatchObject(moved('overdue-notice'));
});

it('names the last stage', () => {
  const stages = [
    REMINDED,
    record('overdue-notice', '2026-03-17'),
    record('demand', '2026-03-24'),
    record('hand-over-notice', '2026-03-31'),
  ];
  expect(on('2026-04-08', { stages })).toMatchObject({ kind: 'stay', nextStageKey: 'hand-over' });
  expect(on('2026-04-09', { stages })).toMatchObject({ ...moved('hand-over'), isLast: true });
});

it('is done when every stage is', () => {
  const stages = DEFAULT_STAGES.map((stage) => record(stage.key, '2026-04-09'));
  expect(on('2026-09-01', { stages })).toEqual({
    kind: 'stay',
    reason: 'all-stages-done',
    nextOn: null,
    nextStageKey: null,
    lapsed: [],
  });
});

it('leaves the client alone for the minimum gap after any of its letters', () => {
  const facts = { stages: [LAPSED], clientContactedOn: localDate('2026-03-15') };
  expect(on('2026-03-18', facts)).toEqual({
    kind: 'stay',
    reason: 'minimum-gap',
    nextOn: '2026-03-20',
    nextStageKey: 'overdue-notice',
    lapsed: [],
  });
  expect(on('2026-03-20', facts)).toMatchObject(moved('overdue-notice'));
});

it("counts the case's own letters into the gap", () => {
  const stages = [LAPSED, record('overdue-notice', '2026-03-22')];
  expect(on('2026-03-26', { stages })).toMatchObject({
    reason: 'minimum-gap',
    nextOn: '2026-03-27',
  });
});

it('does not take a stage that lapsed for a contact', () => {
  const stages = [record('reminder-before-due', '2026-03-16', 'lapsed')];
  expect(on('2026-03-17', { stages })).toMatchObject(moved('overdue-notice'));
});

it('does not take a firmer stage that was given up for one the client has had', () => {
  const stages = [LAPSED, record('demand', '2026-03-20', 'lapsed')];
  expect(on('2026-03-31', { stages })).toMatchObject(moved('overdue-notice'));
});

it('never writes to a client twice on one day, not even with a gap of zero', () => {
  const hasty = { ...DEFAULT_POLICY, minGapDays: 0 };
  const facts = { stages: [LAPSED], clientContactedOn: localDate('2026-04-01') };
  expect(on('2026-04-01', facts, hasty)).toMatchObject({ kind: 'stay', nextOn: '2026-04-02' });
  expect(on('2026-04-02', facts, hasty)).toMatchObject(moved('overdue-notice'));
});

it('does not promise a reminder that the gap holds back until it lapses', () => {
  const facts = { clientContactedOn: localDate('2026-03-07') };
  expect(on('2026-03-08', facts)).toMatchObject({
    reason: 'not-due-yet',
    nextOn: '2026-03-17',
    nextStageKey: 'overdue-notice',
  });
  expect(on('2026-03-09', facts)).toMatchObject({ reason: 'minimum-gap', nextOn: '2026-03-17' });
});

it('looks again on the due date when all that is left is a reminder the gap holds back', () => {
  const onlyReminder = { ...DEFAULT_POLICY, stages: DEFAULT_STAGES.slice(0, 1) };
  const facts = { clientContactedOn: localDate('2026-03-07') };
  expect(on('2026-03-09', facts, onlyReminder)).toMatchObject({
    reason: 'minimum-gap',
    nextOn: '2026-03-10',
    nextStageKey: null,
  });
  expect(on('2026-03-10', facts, onlyReminder)).toMatchObject({
    reason: 'all-stages-done',
    lapsed: ['reminder-before-due'],
  });
});

it('gives the client the days the announcement of the hand-over named, however late it went out', () => {
  const stages = [
    LAPSED,
    record('overdue-notice', '2026-03-31'),
    record('demand', '2026-04-05'),
    record('hand-over-notice', '2026-04-10'),
  ];
  const facts = { stages, clientContactedOn: localDate('2026-04-10') };
  expect(on('2026-04-18', facts)).toMatchObject({ kind: 'stay', nextOn: '2026-04-19' });
  expect(on('2026-04-19', facts)).toMatchObject(moved('hand-over'));
});

it('hands over without waiting for the gap after a letter about another case', () => {
  const stages = [
    LAPSED,
    record('overdue-notice', '2026-03-17'),
    record('demand', '2026-03-24'),
    record('hand-over-notice', '2026-03-31'),
  ];
  const facts = { stages, clientContactedOn: localDate('2026-04-09') };
  expect(on('2026-04-09', facts)).toMatchObject(moved('hand-over'));
});

it('tells the own people only after the last letter to the client has counted', () => {
  const stages = [LAPSED, record('overdue-notice', '2026-03-17'), record('demand', '2026-03-24')];
  expect(on('2026-06-01', { stages })).toMatchObject(moved('hand-over-notice'));
  const pending = [...stages, record('hand-over-notice', '2026-06-01', 'pending')];
  expect(on('2026-06-02', { stages: pending })).toMatchObject({ reason: 'waiting-for-outcome' });
});

it('needs no contact of the client to tell the own people', () => {
  const stages = DEFAULT_STAGES.slice(0, 4).map((stage) => record(stage.key, '2026-03-31'));
  expect(on('2026-04-09', { stages, hasReachableContact: false })).toMatchObject(
    moved('hand-over'),
  );
});

it('calls nothing overdue before the day after the lawful due date', () => {
  const facts = {
    dueOn: localDate('2026-12-24'),
    legalDueOn: localDate('2026-12-28'),
    stages: [record('reminder-before-due', '2026-12-23')],
  };
  const prompt = policyWith({ offsetDays: 1 });
  expect(on('2026-12-28', facts, prompt)).toMatchObject({ kind: 'stay', nextOn: '2026-12-29' });
  expect(on('2026-12-29', facts, prompt)).toMatchObject(moved('overdue-notice'));
  const onTheDay = policyWith({ offsetDays: 0 });
  expect(on('2026-12-27', facts, onTheDay)).toMatchObject({ kind: 'stay', nextOn: '2026-12-28' });
  expect(on('2026-12-28', facts, onTheDay)).toMatchObject(moved('overdue-notice'));
});

it('keeps a stage on the due date itself, however late it is caught up', () => {
  expect(on('2026-04-01', { stages: [LAPSED] }, policyWith({ offsetDays: 0 }))).toMatchObject({
    ...moved('overdue-notice'),
    lapsed: [],
  });
});

it('waits while a notice is on its way', () => {
  expect(on('2026-03-20', { stages: [record('overdue-notice', '2026-03-17', 'pending')] })).toEqual(
    {
      kind: 'stay',
      reason: 'waiting-for-outcome',
      nextOn: null,
      nextStageKey: 'demand',
      lapsed: ['reminder-before-due'],
    },
  );
  const last = DEFAULT_STAGES.map((stage) => record(stage.key, '2026-04-09', 'pending'));
  expect(on('2026-04-10', { stages: last })).toMatchObject({
    reason: 'waiting-for-outcome',
    nextStageKey: null,
  });
});

it.each([
  ['refused', 'notice-refused'],
  ['unknown', 'outcome-unknown'],
] as const)('asks for a person after a notice was %s, hold or not', (outcome, reason) => {
  const stages = [LAPSED, record('overdue-notice', '2026-03-17', outcome)];
  const hold = stopped('2026-03-25');
  const paused = { kind: 'pause', reason, until: null, lapsed: [] };
  expect(on('2026-04-01', { stages })).toEqual(paused);
  expect(on('2026-03-20', { stages, hold })).toEqual(paused);
});

it('goes on once a refused or unknown notice was settled as accepted', () => {
  const stages = [
    LAPSED,
    record('overdue-notice', '2026-03-17', 'unknown'),
    record('overdue-notice', '2026-03-18'),
    record('overdue-notice', '2026-03-17', 'refused'),
  ];
  expect(on('2026-03-24', { stages })).toMatchObject(moved('demand'));
});

it('pauses a held case until its day, then goes on by itself', () => {
  const hold = stopped('2026-03-25');
  expect(on('2026-03-24', { hold })).toEqual({
    kind: 'pause',
    reason: 'held',
    until: '2026-03-25',
    lapsed: ['reminder-before-due'],
  });
  expect(on('2026-03-25', { hold })).toMatchObject(moved('overdue-notice'));
});

it.each([
  ['stop', 'held'],
  ['reply', 'reply-unanswered'],
  ['promise', 'promised'],
  ['dispute', 'disputed'],
  ['credit-expected', 'credit-expected'],
] as const)('says that a %s is what it waits for', (code, reason) => {
  const hold = stopped('2026-03-25', code);
  expect(on('2026-03-20', { hold })).toMatchObject({ kind: 'pause', reason, until: '2026-03-25' });
});

it('pauses for good where a hold names no day', () => {
  const hold = stopped(null);
  expect(on('2030-01-01', { hold })).toMatchObject({ kind: 'pause', reason: 'held', until: null });
});

it('shows the hold rather than the notice that is still on its way', () => {
  const hold = stopped(null);
  const stages = [record('overdue-notice', '2026-03-17', 'pending')];
  expect(on('2026-03-18', { hold, stages })).toMatchObject({ kind: 'pause', reason: 'held' });
});

it('misses a contact only when there is something to say', () => {
  const facts = { hasReachableContact: false, stages: [LAPSED] };
  expect(on('2026-03-16', facts)).toMatchObject({ kind: 'stay', reason: 'not-due-yet' });
  expect(on('2026-03-17', facts)).toEqual({
    kind: 'pause',
    reason: 'no-contact',
    until: null,
    lapsed: [],
  });
});

it('passes over a stage that is switched off', () => {
  expect(on('2026-03-24', { stages: [LAPSED] }, policyWith({ isEnabled: false }))).toMatchObject(
    moved('demand'),
  );
  const noReminder = {
    ...DEFAULT_POLICY,
    stages: DEFAULT_STAGES.map((stage) => ({ ...stage, isEnabled: stage.position > 1 })),
  };
  expect(on('2026-03-10', {}, noReminder)).toMatchObject({ kind: 'stay', lapsed: [] });
});

it('does not go back to a milder stage put into the plan later', () => {
  const stages = [LAPSED, record('demand', '2026-03-24')];
  expect(on('2026-03-30', { stages })).toMatchObject({
    kind: 'stay',
    nextStageKey: 'hand-over-notice',
  });
});

it('takes the stages in the order of their positions, however they are listed', () => {
  const shuffled = { ...DEFAULT_POLICY, stages: DEFAULT_STAGES.toReversed() };
  expect(on('2026-06-01', { stages: [LAPSED] }, shuffled)).toMatchObject(moved('overdue-notice'));
});

it('waits for a notice of a stage the policy no longer has', () => {
  expect(
    on('2026-04-01', { stages: [record('old-stage', '2026-03-30', 'pending')] }),
  ).toMatchObject({ kind: 'stay', reason: 'waiting-for-outcome' });
  expect(on('2026-04-01', { stages: [record('old-stage', '2026-03-30')] })).toMatchObject({
    kind: 'stay',
    reason: 'minimum-gap',
    nextOn: '2026-04-04',
  });
});

/** The default policy with its overdue notice changed. */
function policyWith(change: { offsetDays?: number; isEnabled?: boolean }): DunningPolicy {
  return {
    ...DEFAULT_POLICY,
    stages: DEFAULT_STAGES.map((stage) =>
      stage.key === 'overdue-notice' ? { ...stage, ...change } : stage,
    ),
  };
}

const OLD = { dueOn: localDate('2026-01-10') };

it('leaves alone what waits for an answer, and old debts that are to stay silent', () => {
  const waiting = { ...OLD, entry: { kind: 'waits', reason: 'old-debts-undecided' } } as const;
  expect(on('2026-03-10', waiting)).toMatchObject({
    kind: 'pause',
    reason: 'old-debts-undecided',
    until: null,
  });
  expect(on('2026-03-10', { ...OLD, entry: { kind: 'held' } })).toMatchObject({
    kind: 'pause',
    reason: 'old-debt-held',
  });
});

it('lets old debts go up to a stage, and says then that a person must go on', () => {
  const entry = { kind: 'upTo', position: 3 } as const;
  const stages = [LAPSED, record('overdue-notice', '2026-03-01')];
  expect(on('2026-03-10', { ...OLD, entry, stages })).toMatchObject(moved('demand'));
  expect(
    on('2026-03-10', { ...OLD, entry, stages: [...stages, record('demand', '2026-03-06')] }),
  ).toMatchObject({ kind: 'pause', reason: 'old-debt-capped' });
});

it('sends one statement of old debts, and begins at the first stage if they are let in later', () => {
  const entry = { kind: 'statement' } as const;
  const stages = [record('statement', '2026-03-10')];
  expect(on('2026-03-10', { ...OLD, entry })).toMatchObject(moved('statement'));
  expect(on('2026-03-20', { ...OLD, entry, stages })).toMatchObject({
    kind: 'stay',
    reason: 'statement-only',
    nextOn: null,
  });
  expect(on('2026-03-14', { ...OLD, stages })).toMatchObject({
    kind: 'stay',
    reason: 'minimum-gap',
  });
  expect(on('2026-03-15', { ...OLD, stages })).toMatchObject(moved('overdue-notice'));
});

it('closes and holds before it asks how a debt enters', () => {
  const entry = { kind: 'waits', reason: 'old-debts-undecided' } as const;
  expect(on('2026-03-10', { entry, balance: money(0n, 'PLN') })).toMatchObject({ kind: 'close' });
  expect(on('2026-03-10', { entry, hold: stopped(null) })).toMatchObject({
    reason: 'held',
  });
});
