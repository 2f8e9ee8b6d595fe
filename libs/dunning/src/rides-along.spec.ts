import { addDays, localDate } from '@invoicetracker/calendar';
import { money } from '@invoicetracker/money';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from './decide.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { factsOf, record, stopped } from './facts-for-tests.js';
import { ridesAlong } from './rides-along.js';
import { EVERY_DAY } from './sending-calendar.js';
import { lapsesOnDueDate, stageDueOn } from './stage-due-on.js';

const today = localDate('2026-03-10');
const rides = (change: Parameters<typeof factsOf>[0], policy = DEFAULT_POLICY) =>
  ridesAlong(factsOf(change), policy, today, EVERY_DAY)?.stage.key ?? null;

describe('what is coming due', () => {
  it('goes along in a letter whose gap would hold its reminder back', () => {
    // reminders are due the day before; the gap is five days
    expect(rides({ dueOn: localDate('2026-03-12') })).toBe('reminder-before-due');
    expect(rides({ dueOn: localDate('2026-03-15') })).toBe('reminder-before-due');
    expect(rides({ dueOn: localDate('2026-03-16') })).toBeNull();
  });

  it('stays behind where it would not be reminded of either', () => {
    const dueOn = localDate('2026-03-12');
    expect(rides({ dueOn, hold: stopped(null) })).toBeNull();
    expect(rides({ dueOn, hasReachableContact: false })).toBeNull();
    expect(rides({ dueOn, credited: money(12_500n, 'PLN') })).toBeNull();
    expect(rides({ dueOn, stages: [record('reminder-before-due', '2026-03-09')] })).toBeNull();
    expect(rides({ dueOn, entry: { kind: 'held' } })).toBeNull();
    const stages = DEFAULT_POLICY.stages.slice(1);
    expect(rides({ dueOn }, { ...DEFAULT_POLICY, stages })).toBeNull();
  });

  it('never takes a stage from the due date on, nor one whose own day comes within no gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.nat(9), (days, minGapDays) => {
        const policy = { ...DEFAULT_POLICY, minGapDays };
        const facts = factsOf({ dueOn: addDays(today, days) });
        const { stage } = ridesAlong(facts, policy, today, EVERY_DAY) ?? {};
        if (stage === undefined) return;
        expect(lapsesOnDueDate(stage)).toBe(true);
        const dueOn = stageDueOn(facts, stage);
        expect(dueOn < addDays(today, Math.max(1, minGapDays))).toBe(true);
        // without the letter it would go on its day; after the letter it would lapse or wait
        const after = { ...facts, clientContactedOn: today };
        if (dueOn > today) expect(decide(after, policy, dueOn).kind).not.toBe('moveTo');
      }),
    );
  });
});
