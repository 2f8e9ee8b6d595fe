import { expect, it } from '@jest/globals';
import { addDays, isOnOrBefore, localDate, type LocalDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import type { CaseFacts } from './case-facts.js';
import { caseOpens } from './case-opens.js';
import { decide } from './decide.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { factsOf, record } from './facts-for-tests.js';

/** Runs every day but the missed ones, accepts each notice on its day, and writes down what happened. */
function lifeOf(facts: CaseFacts, from: string, to: string, isMissed = (_: LocalDate) => false) {
  const story: string[] = [];
  let current = facts;
  for (let day = localDate(from); isOnOrBefore(day, localDate(to)); day = addDays(day, 1)) {
    if (isMissed(day) || !caseOpens(current, DEFAULT_POLICY, day)) continue;
    const decision = decide(current, DEFAULT_POLICY, day);
    if (decision.kind === 'close') return [...story, `${day} closed ${decision.reason}`];
    const lapsed = decision.lapsed.map((key) => record(key, day, 'lapsed'));
    story.push(...lapsed.map((lapse) => `${day} lapsed ${lapse.stageKey}`));
    current = { ...current, stages: [...current.stages, ...lapsed] };
    if (decision.kind !== 'moveTo') continue;
    const { key, audience } = decision.stage;
    story.push(`${day} ${key}`);
    current = {
      ...current,
      stages: [...current.stages, record(key, day)],
      clientContactedOn: audience === 'client' ? day : current.clientContactedOn,
    };
  }
  return story;
}

it('opens two days before the due date, while something is owed', () => {
  const opens = (day: string, change: Partial<CaseFacts> = {}): boolean =>
    caseOpens(factsOf(change), DEFAULT_POLICY, localDate(day));
  expect(opens('2026-03-07')).toBe(false);
  expect(opens('2026-03-08')).toBe(true);
  expect(opens('2026-09-01')).toBe(true);
  expect(opens('2026-09-01', { balance: money(0n, 'PLN') })).toBe(false);
  expect(opens('2026-09-01', { isCancelled: true })).toBe(false);
});

it('lives from the reminder to the hand-over, across the spring clock change', () => {
  expect(lifeOf(factsOf(), '2026-03-01', '2026-06-30')).toEqual([
    '2026-03-09 reminder-before-due',
    '2026-03-17 overdue-notice',
    '2026-03-24 demand',
    '2026-03-31 hand-over-notice',
    '2026-04-09 hand-over',
  ]);
});

it('lives the same across the autumn clock change', () => {
  const dueOn = localDate('2026-10-06');
  expect(lifeOf(factsOf({ dueOn }), '2026-10-01', '2026-12-31')).toEqual([
    '2026-10-05 reminder-before-due',
    '2026-10-13 overdue-notice',
    '2026-10-20 demand',
    '2026-10-27 hand-over-notice',
    '2026-11-05 hand-over',
  ]);
});

it('catches up ten days of downtime one stage at a time', () => {
  const down = (day: LocalDate): boolean => day >= '2026-03-16' && day <= '2026-03-25';
  expect(lifeOf(factsOf(), '2026-03-01', '2026-06-30', down)).toEqual([
    '2026-03-09 reminder-before-due',
    '2026-03-26 overdue-notice',
    '2026-03-31 demand',
    '2026-04-05 hand-over-notice',
    '2026-04-14 hand-over',
  ]);
});

it('starts at the first letter with an invoice first seen 90 days late', () => {
  const story = lifeOf(factsOf(), '2026-06-08', '2026-12-31');
  expect(story).toEqual([
    '2026-06-08 lapsed reminder-before-due',
    '2026-06-08 overdue-notice',
    '2026-06-13 demand',
    '2026-06-18 hand-over-notice',
    '2026-06-27 hand-over',
  ]);
});

it('keeps its stages through a part payment, and closes when the rest is there', () => {
  const partPaid = factsOf({
    balance: money(1n, 'PLN'),
    stages: [record('reminder-before-due', '2026-03-09'), record('overdue-notice', '2026-03-17')],
    clientContactedOn: localDate('2026-03-17'),
  });
  expect(lifeOf(partPaid, '2026-03-18', '2026-03-25')).toEqual(['2026-03-24 demand']);
  const paid = { ...partPaid, balance: money(0n, 'PLN') };
  expect(decide(paid, DEFAULT_POLICY, localDate('2026-03-24'))).toEqual({
    kind: 'close',
    reason: 'paid',
  });
});

it('lets no letter leave between the payment and the next stage', () => {
  const paid = factsOf({ balance: money(0n, 'PLN') });
  expect(lifeOf(paid, '2026-03-01', '2026-06-30')).toEqual([]);
});
