import { expect, it } from 'vitest';
import { exampleCase, examplePlan } from './testing/example-case.js';
import { whatNext } from './what-next.js';

it('names the first step of the plan with the days the policy gives it', () => {
  expect(whatNext(exampleCase())).toEqual({
    kind: 'step',
    on: '2026-11-22',
    stageKey: 'hand-over-notice',
    audience: 'client',
    offsetDays: 21,
    laterThan: null,
  });
});

it('says from which day a step was moved when it comes later than its day', () => {
  const plan = [
    {
      on: '2026-11-25',
      stageKey: 'hand-over-notice',
      audience: 'client' as const,
      instalmentOn: null,
      reason: 'due',
    },
  ];
  expect(whatNext(exampleCase({ plan }))).toMatchObject({
    on: '2026-11-25',
    laterThan: '2026-11-22',
  });
});

it('puts a hold before everything that was planned', () => {
  const day = { reason: 'complaint', until: '2026-12-01' };
  const hold = { ...day, id: exampleCase().id, code: 'promise', subject: 'case' } as const;
  expect(whatNext(exampleCase({ hold }))).toEqual({ kind: 'held', as: 'promised', ...day });
});

it.each(['notice-refused', 'outcome-unknown', 'no-contact'] as const)(
  'asks for a person when the case waits with "%s"',
  (nextReason) => {
    expect(whatNext(exampleCase({ nextReason }))).toMatchObject({
      kind: 'needsPerson',
      reason: nextReason,
    });
  },
);

it('leads to the notice whose outcome is not known yet', () => {
  const one = exampleCase({ nextReason: 'waiting-for-outcome' });
  const stages = one.stages.map((stage) =>
    stage.stageKey === 'hand-over-notice'
      ? { ...stage, outcome: 'pending' as const, noticeId: 'notice-4' }
      : stage,
  );
  const todaysAnswer = { ...one.todaysAnswer!, code: 'planned' };
  expect(whatNext({ ...one, stages, todaysAnswer })).toEqual({
    kind: 'onItsWay',
    stageKey: 'hand-over-notice',
    noticeId: 'notice-4',
  });
});

it('says of a notice that is held what it waits for', () => {
  const held = exampleCase({ nextReason: 'waiting-for-outcome' });
  const todaysAnswer = { ...held.todaysAnswer!, code: 'waits-for-approval' };
  expect(whatNext({ ...held, todaysAnswer })).toMatchObject({
    kind: 'written',
    waitsFor: 'waits-for-approval',
  });
});

it('leaves the rest to a person when all stages are done', () => {
  expect(whatNext(exampleCase({ plan: [], isReadyForHandOver: true }))).toEqual({
    kind: 'done',
    isReadyForHandOver: true,
  });
});

it('says why a closed case was closed', () => {
  const closed = exampleCase({ state: 'closed', closedOn: '2026-11-20', closedReason: 'paid' });
  expect(whatNext(closed)).toEqual({ kind: 'closed', on: '2026-11-20', reason: 'paid' });
});

it('names the instalment that is reminded of next, and what follows if it stays unpaid', () => {
  const plan = [
    {
      on: '2026-11-30',
      stageKey: 'reminder-before-due',
      audience: 'client' as const,
      instalmentOn: '2026-12-01',
      reason: 'due',
    },
  ];
  const day = { reason: '', until: '2026-12-03' };
  const hold = { ...day, id: exampleCase().id, code: 'promise', subject: 'case' } as const;
  const one = exampleCase({ plan, hold, promises: [examplePlan()] });
  expect(whatNext(one)).toEqual({
    kind: 'instalment',
    on: '2026-11-30',
    stageKey: 'reminder-before-due',
    due: '2026-12-01',
    place: 2,
    count: 3,
    breaksOn: '2026-12-03',
  });
  // nothing more is said of it before the plan is broken
  expect(whatNext({ ...one, plan: [] })).toMatchObject({ kind: 'held', as: 'promised' });
  expect(whatNext({ ...one, nextReason: 'no-contact' })).toMatchObject({ kind: 'needsPerson' });
  const answer = { ...one.todaysAnswer!, code: 'outside-sending-hours' };
  const notice = { id: 'notice-5', state: 'planned', sentOn: null };
  expect(whatNext({ ...one, todaysAnswer: { ...answer, notice } })).toMatchObject({
    kind: 'written',
    noticeId: 'notice-5',
    waitsFor: 'outside-sending-hours',
  });
});
